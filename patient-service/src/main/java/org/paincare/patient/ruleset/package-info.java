/** Which version of the eligibility rules a clinic decides by: the one shipped, or its own, uploaded and signed into use. */
@NullMarked
package org.paincare.patient.ruleset;

import org.jspecify.annotations.NullMarked;
