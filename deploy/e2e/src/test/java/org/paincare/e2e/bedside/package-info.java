/** Shows that an alarm reaches the board in time, whatever else is broken. */
@NullMarked
package org.paincare.e2e.bedside;

import org.jspecify.annotations.NullMarked;
