/** Decides whether a patient has recovered and may go home: the Aldrete score and the points of the discharge gate. */
@NullMarked
package org.paincare.session.recovery;

import org.jspecify.annotations.NullMarked;
