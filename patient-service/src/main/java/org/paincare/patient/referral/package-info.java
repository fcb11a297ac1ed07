/** Says who sent a patient, with which letter, and what was answered. */
@NullMarked
package org.paincare.patient.referral;

import org.jspecify.annotations.NullMarked;
