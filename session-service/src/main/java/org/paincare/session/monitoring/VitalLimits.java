package org.paincare.session.monitoring;

import static org.paincare.session.reference.DataFiles.require;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.paincare.session.reference.DataFiles;
import org.paincare.session.reference.PolicyNumbers;
import org.paincare.session.reference.Version;

/** The limits of one version of {@code limits/vitals.yaml}; judging a single set, without memory of earlier ones. */
public record VitalLimits(Version version, List<VitalRow> signs) {

    private static final BigDecimal HUNDRED = new BigDecimal(100);

    public VitalLimits {
        signs = List.copyOf(signs);
        DataFiles.requireUnique(signs, VitalRow::sign);
        DataFiles.requireUnique(
                signs.stream().flatMap(row -> row.rules().stream()).toList(), VitalRule::id);
        var covered = signs.stream().map(VitalRow::sign).collect(Collectors.toSet());
        require(covered.equals(EnumSet.allOf(Sign.class)), "every sign has a row");
    }

    public static VitalLimits builtIn() {
        return DataFiles.builtIn("limits/vitals.yaml", VitalLimits.class);
    }

    /** With the limits that a clinic set for itself. */
    public VitalLimits setBy(PolicyNumbers policy) {
        if (policy.values().isEmpty()) {
            return this;
        }
        var own = signs.stream().map(row -> row.setBy(policy)).toList();
        return own.equals(signs) ? this : new VitalLimits(version, own);
    }

    public VitalRow row(Sign sign) {
        return signs.stream().filter(row -> row.sign() == sign).findFirst().orElseThrow();
    }

    /** Judges one set. Of one sign only the most serious finding is reported, the first of its row among equals. */
    public Evaluation evaluate(Readings readings, Baseline baseline, AltitudeProfile profile) {
        var problems = problems(readings);
        var findings = new ArrayList<VitalFinding>();
        var held = new HashSet<String>();
        for (VitalRow row : signs) {
            boolean refused = problems.stream().anyMatch(problem -> problem.field() == row.sign());
            if (!refused) {
                VitalFinding worst = null;
                for (VitalRule rule : row.rules()) {
                    VitalFinding finding = judge(row, rule, readings, baseline, profile);
                    if (isHeld(row, rule, readings, baseline, profile)) {
                        held.add(rule.id());
                    }
                    if (finding != null && (worst == null || finding.level().compareTo(worst.level()) > 0)) {
                        worst = finding;
                    }
                }
                if (worst != null) {
                    findings.add(worst);
                }
            }
        }
        return new Evaluation(version, profile.id(), problems, findings, held);
    }

    private List<ReadingProblem> problems(Readings readings) {
        var problems = new EnumMap<Sign, ReadingProblem>(Sign.class);
        readings.values().forEach((sign, value) -> {
            ReadingProblem problem = row(sign).implausible(value);
            if (problem != null) {
                problems.put(sign, problem);
            }
        });
        BigDecimal systolic = readings.values().get(Sign.SBP);
        BigDecimal diastolic = readings.values().get(Sign.DBP);
        if (systolic != null && diastolic != null && diastolic.compareTo(systolic) >= 0) {
            VitalRow row = row(Sign.DBP);
            problems.putIfAbsent(
                    Sign.DBP,
                    new ReadingProblem(
                            Sign.DBP, ReadingProblem.Code.DIASTOLIC_NOT_UNDER_SYSTOLIC, row.minimum(), row.maximum()));
        }
        return List.copyOf(problems.values());
    }

    private static @Nullable VitalFinding judge(
            VitalRow row, VitalRule rule, Readings readings, Baseline baseline, AltitudeProfile profile) {
        BigDecimal value = readings.values().get(row.sign());
        BigDecimal limit = rule.limitIn(profile);
        boolean crossed = rule.when() == VitalRule.When.FLAT
                ? readings.flatCapnograph()
                : value != null && limit != null && crosses(row.sign(), rule.when(), value, limit, baseline);
        return crossed
                ? new VitalFinding(
                        row.sign(),
                        rule.id(),
                        rule.level(),
                        rule.action(),
                        rule.when(),
                        rule.when() == VitalRule.When.FLAT ? null : limit,
                        value,
                        row.ucum(),
                        rule.source())
                : null;
    }

    private static boolean isHeld(
            VitalRow row, VitalRule rule, Readings readings, Baseline baseline, AltitudeProfile profile) {
        if (rule.when() == VitalRule.When.FLAT) {
            return readings.flatCapnograph();
        }
        BigDecimal value = readings.values().get(row.sign());
        BigDecimal limit = rule.limitIn(profile);
        return value != null && limit != null && crosses(row.sign(), rule.when(), value, rule.clearOf(limit), baseline);
    }

    private static boolean crosses(
            Sign sign, VitalRule.When when, BigDecimal value, BigDecimal limit, Baseline baseline) {
        Map<Sign, BigDecimal> today = baseline.today();
        BigDecimal base = today.get(sign);
        BigDecimal earlier = baseline.earlierHighest().get(sign);
        return switch (when) {
            case BELOW -> value.compareTo(limit) < 0;
            case ABOVE -> value.compareTo(limit) > 0;
            case AT_LEAST -> value.compareTo(limit) >= 0;
            case AT_MOST -> value.compareTo(limit) <= 0;
            case PERCENT_ABOVE_BASELINE -> base != null && isPercentAbove(value, base, limit);
            case POINTS_ABOVE_BASELINE -> base != null && value.subtract(base).compareTo(limit) >= 0;
            case POINTS_BELOW_BASELINE -> base != null && base.subtract(value).compareTo(limit) >= 0;
            case NEW_AT_LEAST -> value.compareTo(limit) >= 0 && (base == null || base.compareTo(limit) < 0);
            case PERCENT_ABOVE_EARLIER ->
                earlier != null && earlier.signum() > 0 && isPercentAbove(value, earlier, limit);
            case FLAT -> false;
        };
    }

    /** Reached at exactly the percentage (reference 0.2, 3); without division, so without rounding. */
    private static boolean isPercentAbove(BigDecimal value, BigDecimal base, BigDecimal percent) {
        return value.multiply(HUNDRED).compareTo(base.multiply(HUNDRED.add(percent))) >= 0;
    }
}
