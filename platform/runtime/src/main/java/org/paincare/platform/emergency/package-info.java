/** Break-glass of patient-service, as the other services that keep records of a person remember it. */
@NullMarked
package org.paincare.platform.emergency;

import org.jspecify.annotations.NullMarked;
