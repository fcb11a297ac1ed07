/** Says whom to call about a patient, and who may speak for them. */
@NullMarked
package org.paincare.patient.contact;

import org.jspecify.annotations.NullMarked;
