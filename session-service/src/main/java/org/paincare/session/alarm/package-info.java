/**
 * Decides what becomes of alarms: a reading, an acknowledgement or the time comes in, the new state and what changed go
 * out. No clock, no table, no event.
 */
@NullMarked
package org.paincare.session.alarm;

import org.jspecify.annotations.NullMarked;
