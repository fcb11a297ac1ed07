/** Whether the system holds what it acknowledged: once, in order, the same in every service, on an unbroken audit. */
@NullMarked
package org.paincare.e2e.check;

import org.jspecify.annotations.NullMarked;
