/** Decides which step a treatment session may take next, what stands in the way, and how long it may wait. */
@NullMarked
package org.paincare.session.treatment;

import org.jspecify.annotations.NullMarked;
