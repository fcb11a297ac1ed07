/** Which headache a patient has, since when and how often, and which preventive treatments have failed before. */
@NullMarked
package org.paincare.patient.history;

import org.jspecify.annotations.NullMarked;
