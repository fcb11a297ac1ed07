/** What watches the whole: rules and dashboards held against what the programs really tell. */
@NullMarked
package org.paincare.e2e.monitoring;

import org.jspecify.annotations.NullMarked;
