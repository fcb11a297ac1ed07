package org.paincare.outcome.safety;

import static org.paincare.outcome.rules.RuleFiles.need;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.paincare.outcome.rules.RuleFiles;
import org.paincare.outcome.rules.RuleRef;

/**
 * Thresholds of the safety alerts: instrument points, mmHg, multiples of the upper limit of normal, days, CTCAE grade.
 *
 * @param cadssSessions sessions in a row whose peaks rise, each over the one before
 * @param escalateTo roles told in turn each time the time to acknowledge passes again
 */
public record SafetyRules(
        String version,
        String mark,
        List<String> sources,
        Map<AlertLevel, Duration> acknowledgeWithin,
        List<String> escalateTo,
        int item9Urgent,
        int phq9Rise,
        int phq9Severe,
        int cadssSessions,
        int restingSystolic,
        int restingDiastolic,
        int urinaryDays,
        int urinaryWithinDays,
        BigDecimal transaminaseTimesUln,
        BigDecimal bilirubinTimesUln,
        int diarySilentDays,
        int adverseEventGrade) {

    public SafetyRules {
        sources = List.copyOf(sources);
        acknowledgeWithin = Map.copyOf(acknowledgeWithin);
        escalateTo = List.copyOf(escalateTo);
        need(acknowledgeWithin.size() == AlertLevel.values().length, "every level has its time");
        Duration before = Duration.ZERO;
        for (AlertLevel level : AlertLevel.values()) {
            Duration time = acknowledgeWithin.getOrDefault(level, Duration.ZERO);
            need(time.compareTo(before) > 0, "a more urgent level is acknowledged sooner");
            before = time;
        }
        need(!escalateTo.isEmpty(), "somebody is told");
        need(item9Urgent >= 1 && item9Urgent <= 3, "item9Urgent is 1 to 3");
        need(phq9Rise > 0 && phq9Severe > 0 && phq9Severe <= 27, "PHQ-9 thresholds");
        need(cadssSessions >= 2 && urinaryDays >= 1 && diarySilentDays >= 1, "counts are positive");
        need(restingSystolic > restingDiastolic, "systolic is over diastolic");
        need(adverseEventGrade >= 1 && adverseEventGrade <= 5, "a grade is 1 to 5");
    }

    public static SafetyRules shipped() {
        return RuleFiles.shipped(SafetyRules.class, "safety-1.json");
    }

    /**
     * With what a clinic set for itself; null for nothing.
     *
     * @throws IllegalArgumentException where that contradicts the rest
     */
    public SafetyRules setBy(
            @Nullable Integer urgentMinutes, @Nullable Integer highHours, @Nullable Integer silentDays) {
        if (urgentMinutes == null && highHours == null && silentDays == null) {
            return this;
        }
        var times = new EnumMap<AlertLevel, Duration>(acknowledgeWithin);
        if (urgentMinutes != null) {
            times.put(AlertLevel.URGENT, Duration.ofMinutes(urgentMinutes));
        }
        if (highHours != null) {
            times.put(AlertLevel.HIGH, Duration.ofHours(highHours));
        }
        return new SafetyRules(
                version,
                mark,
                sources,
                times,
                escalateTo,
                item9Urgent,
                phq9Rise,
                phq9Severe,
                cadssSessions,
                restingSystolic,
                restingDiastolic,
                urinaryDays,
                urinaryWithinDays,
                transaminaseTimesUln,
                bilirubinTimesUln,
                silentDays == null ? diarySilentDays : silentDays,
                adverseEventGrade);
    }

    public RuleRef ref() {
        return new RuleRef("safety", version);
    }

    Duration within(AlertLevel level) {
        return acknowledgeWithin.getOrDefault(level, Duration.ZERO);
    }
}
