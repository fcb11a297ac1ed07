/** Whether a patient has recovered and may go: scores, the discharge gate with every open point, the signed note. */
@NullMarked
package org.paincare.session.discharge;

import org.jspecify.annotations.NullMarked;
