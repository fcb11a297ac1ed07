/** Lists what else is done for a patient's headache: markers on the trajectory, confounders in analytics. */
@NullMarked
package org.paincare.patient.careplan;

import org.jspecify.annotations.NullMarked;
