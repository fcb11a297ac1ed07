/** Results as the laboratory or the electrocardiograph gave them, in their units, and the facts that rules read from them. */
@NullMarked
package org.paincare.patient.laboratory;

import org.jspecify.annotations.NullMarked;
