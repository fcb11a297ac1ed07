/** Decides what a set of bedside readings means: plausible, alerting or critical, by patient, altitude and baseline. */
@NullMarked
package org.paincare.session.monitoring;

import org.jspecify.annotations.NullMarked;
