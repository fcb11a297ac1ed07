/** What a patient has consented to, in which words, until when; and what is missing for which purpose. */
@NullMarked
package org.paincare.patient.consent;

import org.jspecify.annotations.NullMarked;
