/** What stands at the bedside and at the nurses' desk, for tests and measurements: alarms that are provoked, a board that hears. */
@NullMarked
package org.paincare.local.bedside;

import org.jspecify.annotations.NullMarked;
