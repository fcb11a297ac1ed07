/** Break-glass: who may read a patient's record beyond their role, for half an hour, because they said why. */
@NullMarked
package org.paincare.patient.emergency;

import org.jspecify.annotations.NullMarked;
