/** Decides which assessments are due when, from enrolment, sessions and windows. */
@NullMarked
package org.paincare.outcome.calendar;

import org.jspecify.annotations.NullMarked;
