/** Decides in which order the whole system's processes start and stop on one machine, and what happens when one dies. */
@NullMarked
package org.paincare.local;

import org.jspecify.annotations.NullMarked;
