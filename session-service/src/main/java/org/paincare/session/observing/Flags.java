package org.paincare.session.observing;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paincare.session.monitoring.Evaluation;
import org.paincare.session.monitoring.Sign;
import org.paincare.session.monitoring.VitalFinding;
import org.paincare.session.monitoring.VitalRule;

/** What others are told of readings past a limit, in the words of the contracts. */
final class Flags {

    private Flags() {}

    static List<ObservationJson.Flagged> of(
            SessionAtBedside session,
            UUID observation,
            Instant observedAt,
            boolean late,
            String source,
            Evaluation evaluation,
            Map<Sign, BigDecimal> baseline) {
        return evaluation.findings().stream()
                .filter(finding -> finding.value() != null)
                .map(finding -> new ObservationJson.Flagged(
                        session.patient(),
                        session.id(),
                        observation,
                        signInEvents(finding.sign()),
                        java.util.Objects.requireNonNull(finding.value()),
                        finding.unit(),
                        flag(finding),
                        finding.limit(),
                        baseline.get(finding.sign()),
                        source,
                        late,
                        observedAt))
                .toList();
    }

    static ObservationJson.Raised raised(
            SessionAtBedside session, UUID alarm, VitalFinding finding, boolean late, Instant observedAt) {
        return new ObservationJson.Raised(
                session.patient(),
                session.id(),
                alarm,
                isScale(finding.sign()) ? "SCALE" : "LIMIT",
                finding.level().name(),
                ruleInEvents(finding.ruleId()),
                signInEvents(finding.sign()),
                finding.value(),
                finding.limit(),
                finding.unit(),
                actionInEvents(finding.action()),
                late,
                observedAt);
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

    private static String signInEvents(Sign sign) {
        return switch (sign) {
            case CADSS6 -> "CADSS_6";
            case CADSS23 -> "CADSS";
            default -> sign.name();
        };
    }

    private static boolean isScale(Sign sign) {
        return switch (sign) {
            case NRS, RASS, MOAAS, CADSS6, CADSS23 -> true;
            case SBP, DBP, HR, RR, SPO2, TEMP, ETCO2 -> false;
        };
    }

    /** Rule ids in events have no hyphens: {@code V_SBP_CRITICAL_HIGH}. */
    private static String ruleInEvents(String rule) {
        return rule.replace('-', '_');
    }

    private static String actionInEvents(VitalRule.@Nullable Action action) {
        return switch (action) {
            case null -> "NONE";
            case PAUSE -> "PAUSE";
            case STOP -> "STOP";
            case CALL_CLINICIAN -> "CALL";
        };
    }
}
