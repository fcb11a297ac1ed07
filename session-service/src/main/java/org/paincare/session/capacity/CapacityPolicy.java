package org.paincare.session.capacity;

import java.time.Duration;
import java.time.LocalTime;
import java.util.Set;
import org.paincare.session.booking.OpeningHours;
import org.paincare.session.booking.Staffing;
import org.paincare.session.reference.Setting;

/**
 * How a clinic runs its day. Figures are defaults (D) until the clinic sets its own.
 *
 * @param preparation   minutes in the chair before the drug runs
 * @param recovery      minutes in the chair after it
 * @param turnover      minutes until the chair is ready for the next
 * @param rosterBinds   whether a booking needs the staff of {@code staffing} on shift
 * @param monitorBinds  whether a booking takes a monitor
 * @param offer         how long a freed place is kept for somebody of the wait list
 */
record CapacityPolicy(
        int number,
        OpeningHours hours,
        Duration preparation,
        Duration recovery,
        Duration turnover,
        Staffing staffing,
        boolean rosterBinds,
        boolean monitorBinds,
        Duration offer) {

    /** Of a clinic that set nothing: it proposes by these hours, and binds nobody. */
    static CapacityPolicy of(LocalTime opens, LocalTime closes) {
        return new CapacityPolicy(
                0,
                OpeningHours.daily(opens, closes),
                Duration.ofMinutes(30),
                Duration.ofMinutes(60),
                Duration.ZERO,
                new Staffing(2, Set.of()),
                false,
                false,
                Duration.ofMinutes(30));
    }

    /** Whether the clinic said so itself; else nothing is refused for it. */
    boolean isSet() {
        return number > 0;
    }

    /** How long a session with so much infusion is in the chair. */
    Duration inTheChair(Duration infusion) {
        return preparation.plus(infusion).plus(recovery);
    }

    /** Who stays overnight is not bound to opening hours. */
    static boolean keepsHours(Setting setting) {
        return setting != Setting.INPATIENT;
    }
}
