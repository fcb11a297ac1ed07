/** Who answers for a running session next: one nurse offers, the other confirms, and the session moves with its alarms. */
@NullMarked
package org.paincare.session.handover;

import org.jspecify.annotations.NullMarked;
