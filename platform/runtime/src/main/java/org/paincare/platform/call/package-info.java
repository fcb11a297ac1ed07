/** How one service asks another: with its own token, for one clinic, within a deadline, or not at all. */
@NullMarked
package org.paincare.platform.call;

import org.jspecify.annotations.NullMarked;
