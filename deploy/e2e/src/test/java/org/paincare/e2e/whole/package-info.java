/** The running system that all end-to-end tests share, the people who use it, and how long a fault lasts. */
@NullMarked
package org.paincare.e2e.whole;

import org.jspecify.annotations.NullMarked;
