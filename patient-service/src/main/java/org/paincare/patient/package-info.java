/** The service that knows who is in care and whether this person may be treated. */
@NullMarked
package org.paincare.patient;

import org.jspecify.annotations.NullMarked;
