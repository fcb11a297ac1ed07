/** Decides what an amount, a rate or a concentration may be, and which arithmetic between them has a meaning. */
@NullMarked
package org.paincare.session.quantity;

import org.jspecify.annotations.NullMarked;
