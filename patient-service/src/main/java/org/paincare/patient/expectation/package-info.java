/** Says what a patient was told to expect, that they saw it, and the two goals they set. */
@NullMarked
package org.paincare.patient.expectation;

import org.jspecify.annotations.NullMarked;
