/** Decides when a programme review is due and keeps what was decided, signed by a prescriber. */
@NullMarked
package org.paincare.outcome.review;

import org.jspecify.annotations.NullMarked;
