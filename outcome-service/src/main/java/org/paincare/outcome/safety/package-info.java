/** Decides which results must reach a human, how fast, and what may happen to the alert. */
@NullMarked
package org.paincare.outcome.safety;

import org.jspecify.annotations.NullMarked;
