/** The clinics of the installation, their settings, and who works there. */
@NullMarked
package org.paincare.patient.clinic;

import org.jspecify.annotations.NullMarked;
