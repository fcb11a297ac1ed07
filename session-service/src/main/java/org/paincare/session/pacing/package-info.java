/** Decides what becomes of a proposal to change a plan's pace: a prescriber accepts, changes or refuses it. */
@NullMarked
package org.paincare.session.pacing;

import org.jspecify.annotations.NullMarked;
