/** Processes die, freeze and come back under load, and nothing that was acknowledged is lost or done twice. */
@NullMarked
package org.paincare.e2e.faults;

import org.jspecify.annotations.NullMarked;
