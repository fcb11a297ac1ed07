/** Decides when the sessions of a series are proposed, in the clinic's own time. */
@NullMarked
package org.paincare.session.booking;

import org.jspecify.annotations.NullMarked;
