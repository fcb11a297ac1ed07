package org.paincare.session.observing;

import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.Map;
import org.paincare.platform.event.Outbox;
import org.paincare.platform.event.OutgoingEvent;
import org.paincare.session.monitoring.Evaluation;
import org.paincare.session.monitoring.Sign;
import org.paincare.session.monitoring.VitalFinding;
import org.paincare.session.monitoring.VitalRule;

/** Tells the others of readings past a limit. */
@Singleton
class Flags {

    private final Outbox outbox;
    private final InstantSource clock;

    Flags(Outbox outbox, InstantSource clock) {
        this.outbox = outbox;
        this.clock = clock;
    }

    void tell(Alarms.Reading reading, Evaluation evaluation, Map<Sign, BigDecimal> baseline) {
        for (var finding : evaluation.findings()) {
            if (finding.value() != null) {
                outbox.append(OutgoingEvent.of(
                        "ObservationFlagged",
                        reading.session().patientId(),
                        clock.instant(),
                        new ObservationJson.Flagged(
                                reading.session().patientId(),
                                reading.session().id(),
                                reading.id(),
                                signInEvents(finding.sign()),
                                finding.value(),
                                finding.unit(),
                                flag(finding),
                                finding.limit(),
                                baseline.get(finding.sign()),
                                reading.source(),
                                reading.late(),
                                reading.observedAt())));
            }
        }
    }

    private static String flag(VitalFinding finding) {
        if (finding.level() == VitalRule.Level.CRITICAL) {
            return "CRITICAL";
        }
        return switch (finding.when()) {
            case PERCENT_ABOVE_BASELINE, POINTS_ABOVE_BASELINE, POINTS_BELOW_BASELINE -> "CHANGE_FROM_BASELINE";
            case BELOW, ABOVE, AT_LEAST, AT_MOST, NEW_AT_LEAST, PERCENT_ABOVE_EARLIER, FLAT -> "ALERT";
        };
    }

    static String signInEvents(Sign sign) {
        return switch (sign) {
            case CADSS6 -> "CADSS_6";
            case CADSS23 -> "CADSS";
            default -> sign.name();
        };
    }
}
