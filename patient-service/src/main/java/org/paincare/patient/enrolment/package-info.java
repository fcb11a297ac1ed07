/** Where a patient is on the way through the programme, and what moves them on. */
@NullMarked
package org.paincare.patient.enrolment;

import org.jspecify.annotations.NullMarked;
