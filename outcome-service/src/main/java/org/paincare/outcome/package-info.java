/** The service that knows whether treatment works for this person and for the programme, and whether it lasts. */
@NullMarked
package org.paincare.outcome;

import org.jspecify.annotations.NullMarked;
