/** Decides which instruments exist, in which version, and scores answers to them. */
@NullMarked
package org.paincare.outcome.instrument;

import org.jspecify.annotations.NullMarked;
