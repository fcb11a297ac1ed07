/** A monitor that is not there: what it would measure, and how it would send it. */
@NullMarked
package org.paincare.local.monitor;

import org.jspecify.annotations.NullMarked;
