/** Keeps what the other services told about clinics, patients, enrolments, plans and sessions; it computes nothing. */
@NullMarked
package org.paincare.outcome.care;

import org.jspecify.annotations.NullMarked;
