package org.paincare.session.plan;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.paincare.session.protocol.Protocol;
import org.paincare.session.quantity.MilligramsPerKilogram;
import org.paincare.session.quantity.MilligramsPerKilogramPerHour;
import org.paincare.session.reference.Setting;

/**
 * How a plan from a protocol begins where nobody says otherwise.
 *
 * @param dose     per session; null where the protocol names none, and for sprays
 * @param rate     start rate, infusions only
 * @param duration infusions only
 */
record PlanStart(
        Setting setting,
        Phase phase,
        @Nullable MilligramsPerKilogram dose,
        @Nullable MilligramsPerKilogramPerHour rate,
        @Nullable Duration duration,
        int sessions,
        int intervalDays) {

    static PlanStart of(Protocol protocol) {
        var regimen = protocol.infusion();
        var series = protocol.series();
        var days = series == null ? null : series.intervalDays();
        return new PlanStart(
                protocol.settings().size() == 1 ? protocol.settings().iterator().next() : Setting.OUTPATIENT,
                protocol.intranasal() == null ? Phase.INDUCTION : Phase.RESCUE,
                regimen == null ? protocol.bolus() : regimen.dose(),
                regimen == null ? null : regimen.startRate(),
                regimen == null ? null : regimen.duration(),
                series == null ? 1 : series.sessions(),
                days == null ? 0 : days);
    }
}
