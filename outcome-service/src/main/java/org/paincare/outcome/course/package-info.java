/** Decides where a patient stands in the long run: onset, response, sustained, relapse, non-response. */
@NullMarked
package org.paincare.outcome.course;

import org.jspecify.annotations.NullMarked;
