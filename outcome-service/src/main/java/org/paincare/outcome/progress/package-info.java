/** Decides what a patient's windows, responses, course and pacing come to now, and tells what came out differently. */
@NullMarked
package org.paincare.outcome.progress;

import org.jspecify.annotations.NullMarked;
