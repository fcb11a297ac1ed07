/** Scales answered item by item at the bedside, scored by the shared engine; what they come to is an observation. */
@NullMarked
package org.paincare.session.scale;

import org.jspecify.annotations.NullMarked;
