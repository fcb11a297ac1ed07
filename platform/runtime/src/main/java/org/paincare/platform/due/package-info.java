/** Work that a time makes due: claimed in the database, so that any number of replicas may run the timers. */
@NullMarked
package org.paincare.platform.due;

import org.jspecify.annotations.NullMarked;
