package org.paincare.platform.scoring;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether two values of one measure differ by more than matters to people (meaningful) and by more than the instrument's
 * noise (reliable). The two are answered apart: an insomnia score 6 lower is meaningful and not reliable.
 *
 * @param improvement points towards better; negative is worse
 * @param meaningful null where no threshold is established for this starting value
 * @param threshold the one that was reached; where none was, the first that applies
 * @param reliable null where the noise is not known (never guessed)
 * @param index RCI (later minus earlier) to two decimals; null where noise is a plain limit or unknown
 */
public record ReliableChange(
        BigDecimal improvement,
        @Nullable Boolean meaningful,
        ChangeRules.@Nullable Threshold threshold,
        @Nullable Boolean reliable,
        @Nullable BigDecimal index,
        Basis basis) {

    /** Two-sided 95 % of the normal distribution, the cut of the reliable change index. */
    private static final BigDecimal CUT = new BigDecimal("1.96");

    /** Fewer baselines than this say too little about a clinic's spread for an index. */
    private static final int FEWEST_BASELINES = 30;

    /** Where the noise figure came from. */
    public enum Basis {
        STANDARD_ERRORS_BY_SCORE,
        PUBLISHED_LIMIT,
        CLINIC_BASELINES,
        UNKNOWN
    }

    /** A clinic's own baselines of one measure: how many people, and their standard deviation in points. */
    public record Baselines(int people, BigDecimal deviation) {}

    /** Both values must be of {@code measure}, scored with this instrument version. */
    public static ReliableChange between(
            Instrument instrument, String measure, BigDecimal before, BigDecimal after, @Nullable Baselines clinic) {
        BigDecimal difference = after.subtract(before);
        BigDecimal improvement =
                instrument.direction() == Instrument.Direction.HIGHER_IS_BETTER ? difference : difference.negate();
        List<ChangeRules.Threshold> thresholds = applicable(instrument, measure, before);
        Optional<ChangeRules.Threshold> reached = thresholds.stream()
                .filter(rule -> isReached(rule, before, difference.abs()))
                .findFirst();
        Boolean meaningful = thresholds.isEmpty() ? null : Boolean.valueOf(reached.isPresent());
        ChangeRules.Threshold threshold = thresholds.isEmpty() ? null : reached.orElseGet(thresholds::getFirst);
        ChangeRules.Reliability noise = instrument.change().reliability();
        Noise judged = noise == null || !noise.measure().equals(measure)
                ? Noise.UNKNOWN
                : judge(instrument, noise, before, after, clinic);
        return new ReliableChange(
                improvement, meaningful, threshold, judged.reliable(), judged.index(), judged.basis());
    }

    private record Noise(
            @Nullable Boolean reliable, @Nullable BigDecimal index, Basis basis) {
        static final Noise UNKNOWN = new Noise(null, null, Basis.UNKNOWN);
    }

    /** Any of them is enough: 2 points or 30 %. */
    private static List<ChangeRules.Threshold> applicable(Instrument instrument, String measure, BigDecimal before) {
        return Objects.requireNonNull(instrument.change().meaningful()).stream()
                .filter(rule -> rule.measure().equals(measure))
                .filter(rule -> rule.baselineFrom() == null || before.compareTo(rule.baselineFrom()) >= 0)
                .filter(rule -> rule.baselineTo() == null || before.compareTo(rule.baselineTo()) <= 0)
                .toList();
    }

    /** A per cent of nothing is no threshold. */
    private static boolean isReached(ChangeRules.Threshold rule, BigDecimal before, BigDecimal distance) {
        BigDecimal points = points(rule, before);
        return points.signum() > 0 && distance.compareTo(points) >= 0;
    }

    private static BigDecimal points(ChangeRules.Threshold rule, BigDecimal before) {
        return switch (rule.kind()) {
            case POINTS -> rule.amount();
            case PERCENT -> rule.amount().multiply(before.abs()).movePointLeft(2);
        };
    }

    private static Noise judge(
            Instrument instrument,
            ChangeRules.Reliability noise,
            BigDecimal before,
            BigDecimal after,
            @Nullable Baselines clinic) {
        BigDecimal difference = after.subtract(before);
        BigDecimal distance = difference.abs();
        if (noise.errorTable() != null) {
            Instrument.Table table = Objects.requireNonNull(instrument.tables().get(noise.errorTable()));
            BigDecimal first = standardError(table, before);
            BigDecimal second = standardError(table, after);
            return first == null || second == null
                    ? Noise.UNKNOWN
                    : index(
                            difference,
                            first.multiply(first).add(second.multiply(second)),
                            Basis.STANDARD_ERRORS_BY_SCORE);
        }
        BigDecimal limit = noise.atLeast() != null ? noise.atLeast() : noise.smallestDetectable();
        if (limit != null) {
            return new Noise(distance.compareTo(limit) >= 0, null, Basis.PUBLISHED_LIMIT);
        }
        BigDecimal retest = noise.retest();
        if (retest == null || clinic == null || clinic.people() < FEWEST_BASELINES) {
            return Noise.UNKNOWN;
        }
        BigDecimal variance = clinic.deviation().pow(2).multiply(BigDecimal.ONE.subtract(retest));
        return index(difference, variance.multiply(BigDecimal.TWO), Basis.CLINIC_BASELINES);
    }

    /** Compared by squares, so that no root decides a borderline case; the root only makes the number shown. */
    private static Noise index(BigDecimal difference, BigDecimal variance, Basis basis) {
        if (variance.signum() == 0) {
            return Noise.UNKNOWN;
        }
        boolean reliable = difference.pow(2).compareTo(CUT.pow(2).multiply(variance)) >= 0;
        BigDecimal shown = difference
                .divide(variance.sqrt(MathContext.DECIMAL64), MathContext.DECIMAL64)
                .setScale(2, RoundingMode.HALF_UP);
        return new Noise(reliable, shown, basis);
    }

    private static @Nullable BigDecimal standardError(Instrument.Table table, BigDecimal value) {
        for (int i = 0; i < table.values().size(); i++) {
            if (table.values().get(i).compareTo(value) == 0) {
                return table.standardErrors() == null
                        ? null
                        : table.standardErrors().get(i);
            }
        }
        return null;
    }
}
