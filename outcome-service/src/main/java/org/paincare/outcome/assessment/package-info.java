/** Decides which assessments stand open for a patient, takes their answers and keeps every version with its score. */
@NullMarked
package org.paincare.outcome.assessment;

import org.jspecify.annotations.NullMarked;
