/** A session on one sheet: what was ordered, given, measured and done, by time. Reads only. */
@NullMarked
package org.paincare.session.chart;

import org.jspecify.annotations.NullMarked;
