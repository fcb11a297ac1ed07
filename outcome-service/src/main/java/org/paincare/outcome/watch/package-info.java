/** Looks through what is known of a patient for what the safety rules want a human to see. */
@NullMarked
package org.paincare.outcome.watch;

import org.jspecify.annotations.NullMarked;
