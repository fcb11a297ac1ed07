/** Keeps the tasks about patients in step with what their record says has to be seen to. */
@NullMarked
package org.paincare.patient.tasks;

import org.jspecify.annotations.NullMarked;
