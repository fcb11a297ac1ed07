/** Callers who repeat, guess, forge and send rubbish, and get nothing for it. */
@NullMarked
package org.paincare.e2e.attacks;

import org.jspecify.annotations.NullMarked;
