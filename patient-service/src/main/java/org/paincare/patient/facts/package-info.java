/** What is known about a patient, fact by fact: who recorded it, when it was true, where it comes from, what amended it. */
@NullMarked
package org.paincare.patient.facts;

import org.jspecify.annotations.NullMarked;
