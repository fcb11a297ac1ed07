/** Which drugs a patient takes and which they must not be given, as lists with public codes; what rules ask follows from them. */
@NullMarked
package org.paincare.patient.substance;

import org.jspecify.annotations.NullMarked;
