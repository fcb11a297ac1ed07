/** All that the other services ask about a patient at the point of use, in one answer. */
@NullMarked
package org.paincare.patient.standing;

import org.jspecify.annotations.NullMarked;
