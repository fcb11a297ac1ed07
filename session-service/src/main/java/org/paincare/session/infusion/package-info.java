/** Decides what was given: the append-only series of an infusion, its exact totals, and who may change the rate. */
@NullMarked
package org.paincare.session.infusion;

import org.jspecify.annotations.NullMarked;
