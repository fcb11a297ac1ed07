/** Decides how serious an adverse event is and what is proposed at once; what is only an observation stays one. */
@NullMarked
package org.paincare.session.adverse;

import org.jspecify.annotations.NullMarked;
