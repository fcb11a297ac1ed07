/** Puts together, on one page, how a patient stands with this service: for a frontend's first screen and the gateway. */
@NullMarked
package org.paincare.outcome.summary;

import org.jspecify.annotations.NullMarked;
