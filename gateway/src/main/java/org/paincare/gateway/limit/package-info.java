/** Decides how much a caller and a clinic may ask for, so that one never takes what the others need. */
@NullMarked
package org.paincare.gateway.limit;

import org.jspecify.annotations.NullMarked;
