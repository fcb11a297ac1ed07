/** Decides what 28 days of diary amount to, and whether they are complete enough to say so. */
@NullMarked
package org.paincare.outcome.window;

import org.jspecify.annotations.NullMarked;
