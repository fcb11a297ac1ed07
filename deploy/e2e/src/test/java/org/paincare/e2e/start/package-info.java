/** Single programs, started as production would start them. */
@NullMarked
package org.paincare.e2e.start;

import org.jspecify.annotations.NullMarked;
