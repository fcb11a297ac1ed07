/** Decides what somebody still has to do by when, who does it, and to whom it goes when it is not done. */
@NullMarked
package org.paincare.platform.task;

import org.jspecify.annotations.NullMarked;
