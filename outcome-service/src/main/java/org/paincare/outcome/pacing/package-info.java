/** Decides what to propose to the prescriber from how sessions went; it never changes a dose. */
@NullMarked
package org.paincare.outcome.pacing;

import org.jspecify.annotations.NullMarked;
