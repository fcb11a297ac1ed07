/** Who the clinic's patients are: registration, reading, change, search by part of a name. */
@NullMarked
package org.paincare.patient.registry;

import org.jspecify.annotations.NullMarked;
