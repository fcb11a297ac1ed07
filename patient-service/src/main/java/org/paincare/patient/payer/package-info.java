/** Says who pays for a patient's treatment, for how many sessions and until when. It warns and never blocks. */
@NullMarked
package org.paincare.patient.payer;

import org.jspecify.annotations.NullMarked;
