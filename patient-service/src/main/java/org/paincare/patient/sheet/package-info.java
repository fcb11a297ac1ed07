/** Keeps what is said of a patient as one whole, with every version there was. */
@NullMarked
package org.paincare.patient.sheet;

import org.jspecify.annotations.NullMarked;
