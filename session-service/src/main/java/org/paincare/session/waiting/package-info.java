/** Decides what happens when a session waits too long where it is: somebody is asked, or an alarm is raised. */
@NullMarked
package org.paincare.session.waiting;

import org.jspecify.annotations.NullMarked;
