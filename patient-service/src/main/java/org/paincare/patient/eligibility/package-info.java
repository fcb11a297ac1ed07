/** May this person be in the programme, may they be treated today: asks the rule engine, keeps every answer, takes signed exceptions. */
@NullMarked
package org.paincare.patient.eligibility;

import org.jspecify.annotations.NullMarked;
