/** Draws how a patient fares over time as one picture, in Spanish or English, readable without telling colours apart. */
@NullMarked
package org.paincare.outcome.chart;

import org.jspecify.annotations.NullMarked;
