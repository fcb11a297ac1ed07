/** Gathers what a patient's trajectory shows and answers it as a picture. */
@NullMarked
package org.paincare.outcome.trajectory;

import org.jspecify.annotations.NullMarked;
