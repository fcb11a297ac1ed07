package org.paincare.patient.eligibility.engine;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.paincare.patient.eligibility.engine.Condition.PressureLevel;

/**
 * Operators on blood pressure (reference 0.1 point 11, 0.2 point 3). Today's pressure is the latest of at least two
 * readings far enough apart; a reading with a missing half never counts as the second one.
 */
final class PressureCheck {

    /** Parameter: least minutes between two readings for the later to count as a second one. */
    static final String GAP_MINUTES = "BP_GAP_MINUTES";

    /**
     * Parameter: most seconds between the two halves of one reading. A version of the rules without it joins halves of the
     * same instant only.
     */
    static final String PAIR_SECONDS = "BP_PAIR_SECONDS";

    private final CaseFile file;
    private final List<PressureReading> readings;
    private final Duration gap;
    private final Duration pairing;

    PressureCheck(CaseFile file) {
        this.file = file;
        this.gap = Duration.ofMinutes(file.wholeLimit(GAP_MINUTES));
        this.pairing = file.ruleSet().parameters().containsKey(PAIR_SECONDS)
                ? Duration.ofSeconds(file.wholeLimit(PAIR_SECONDS))
                : Duration.ZERO;
        this.readings = readings();
    }

    Verdict today(Condition.PressureToday condition) {
        List<PressureReading> ofToday = readings.stream()
                .filter(reading -> file.snapshot().dayOf(reading.at()).equals(file.today()))
                .toList();
        if (ofToday.isEmpty()) {
            List<FactUse> uses = readings.isEmpty()
                    ? PressureReading.notRecorded()
                    : readings.getLast().usesBecause(Gap.TOO_OLD);
            return verdict(Truth.UNKNOWN, uses);
        }
        PressureReading latest = ofToday.getLast();
        if (ofToday.stream().noneMatch(earlier -> earlier.complete() && latest.atLeastAfter(earlier, gap))) {
            return needsSecond(latest);
        }
        Verdict verdict =
                condition.confirmed() ? confirmed(condition.level(), latest, ofToday) : band(condition, latest);
        return verdict.until(file.endOfToday());
    }

    private Verdict band(Condition.PressureToday condition, PressureReading latest) {
        Truth truth = condition.low() ? under(latest, condition.level()) : reaches(latest, condition.level());
        PressureLevel higher = condition.notReaching();
        return decided(
                higher == null ? truth : truth.and(reaches(latest, higher).not()), latest);
    }

    /**
     * One reading at this level is not believed alone: it holds once a second one, far enough after, reaches it too, and
     * is unknown until a complete one was taken. A half reading that might have reached it is treated as if it had.
     */
    private Verdict confirmed(PressureLevel level, PressureReading latest, List<PressureReading> ofToday) {
        Truth now = reaches(latest, level);
        if (now == Truth.TRUE) {
            return ofToday.stream()
                    .filter(earlier -> latest.atLeastAfter(earlier, gap) && reaches(earlier, level) == Truth.TRUE)
                    .findFirst()
                    .map(earlier -> verdict(Truth.TRUE, join(List.of(earlier.uses(), latest.uses()))))
                    .orElseGet(() -> needsSecond(latest));
        }
        return ofToday.stream()
                .filter(earlier -> reaches(earlier, level) != Truth.FALSE)
                .filter(earlier ->
                        ofToday.stream().noneMatch(later -> later.complete() && later.atLeastAfter(earlier, gap)))
                .findFirst()
                .map(this::needsSecond)
                .orElseGet(() -> decided(now, latest));
    }

    /** Counts readings, so that one high one among several is not yet a finding; one alone leaves the question open. */
    Verdict atIntake(Condition.PressureAtIntake condition) {
        List<PressureReading> complete =
                readings.stream().filter(PressureReading::complete).toList();
        if (complete.isEmpty()) {
            return verdict(Truth.UNKNOWN, readings.isEmpty() ? PressureReading.notRecorded() : unusable());
        }
        int wanted = file.wholeLimit(condition.countParameter());
        Instant from = complete.getLast().at().minus(Duration.ofDays(file.wholeLimit(condition.daysParameter())));
        List<PressureReading> window = readings.stream()
                .filter(reading -> !reading.at().isBefore(from))
                .toList();
        long high = count(window, reading -> reaches(reading, condition.level()) == Truth.TRUE);
        long possible = count(window, reading -> reaches(reading, condition.level()) != Truth.FALSE);
        List<FactUse> uses = join(window.stream().map(PressureReading::uses).toList());
        if (high >= wanted) {
            return verdict(Truth.TRUE, uses);
        }
        boolean onlyHighOnes = high > 0 && high == window.size();
        return possible >= wanted || onlyHighOnes ? needsSecond(window.getLast()) : verdict(Truth.FALSE, uses);
    }

    Verdict latest(Condition.PressureLatest condition) {
        return readings.isEmpty()
                ? verdict(Truth.UNKNOWN, PressureReading.notRecorded())
                : decided(reaches(readings.getLast(), condition.level()), readings.getLast());
    }

    private Truth reaches(PressureReading reading, PressureLevel level) {
        return reading.atLeast(file.limit(level.systolic()), file.limit(level.diastolic()));
    }

    private Truth under(PressureReading reading, PressureLevel level) {
        return reading.under(file.limit(level.systolic()), file.limit(level.diastolic()));
    }

    private Verdict decided(Truth truth, PressureReading reading) {
        return verdict(truth, truth == Truth.UNKNOWN ? reading.usesBecause(Gap.NOT_USABLE) : reading.uses());
    }

    private Verdict needsSecond(PressureReading reading) {
        return verdict(Truth.UNKNOWN, reading.usesBecause(Gap.NEEDS_SECOND_READING))
                .until(file.endOfToday());
    }

    private List<FactUse> unusable() {
        return readings.getLast().usesBecause(Gap.NOT_USABLE);
    }

    private static Verdict verdict(Truth truth, List<FactUse> uses) {
        return Verdict.of(truth, uses.toArray(FactUse[]::new));
    }

    private static long count(List<PressureReading> window, Predicate<PressureReading> which) {
        return window.stream().filter(which).count();
    }

    private static List<FactUse> join(List<List<FactUse>> parts) {
        return parts.stream().flatMap(List::stream).distinct().toList();
    }

    /**
     * Halves of one instant belong together. Of what is left, a half and the opposite one that comes next do when it follows
     * soon enough: a device, or two fields filled in one after the other, stamp one measurement twice. A half of the same
     * kind in between begins a new reading, so nothing is ever joined across another measurement.
     */
    private List<PressureReading> readings() {
        SortedSet<Instant> instants = new TreeSet<>();
        Facts.PRESSURE.forEach(code -> file.history(code).forEach(reading -> instants.add(reading.observedAt())));
        List<Measured> measured = new ArrayList<>();
        for (Instant at : instants) {
            Measured next = new Measured(at, lastAt(Facts.SYSTOLIC, at), lastAt(Facts.DIASTOLIC, at));
            Measured before = measured.isEmpty() ? null : measured.getLast();
            if (before != null && before.isCompletedBy(next, pairing)) {
                measured.set(measured.size() - 1, before.with(next));
            } else {
                measured.add(next);
            }
        }
        return measured.stream().map(this::reading).toList();
    }

    /** What was stamped as one measurement, from its first half on. */
    private record Measured(
            Instant at,
            @Nullable FactReading systolic,
            @Nullable FactReading diastolic) {

        boolean isCompletedBy(Measured next, Duration pairing) {
            boolean opposite = systolic == null != (diastolic == null)
                    && systolic == null != (next.systolic == null)
                    && diastolic == null != (next.diastolic == null);
            return opposite && !next.at.isAfter(at.plus(pairing));
        }

        Measured with(Measured next) {
            return new Measured(
                    at, systolic == null ? next.systolic : systolic, diastolic == null ? next.diastolic : diastolic);
        }
    }

    private PressureReading reading(Measured measured) {
        return new PressureReading(
                measured.at(),
                number(Facts.SYSTOLIC, measured.systolic()),
                number(Facts.DIASTOLIC, measured.diastolic()),
                List.of(use(Facts.SYSTOLIC, measured.systolic()), use(Facts.DIASTOLIC, measured.diastolic())));
    }

    private @Nullable FactReading lastAt(String code, Instant at) {
        return file.history(code).stream()
                .filter(reading -> reading.observedAt().equals(at))
                .reduce((earlier, later) -> later)
                .orElse(null);
    }

    private @Nullable BigDecimal number(String code, @Nullable FactReading reading) {
        boolean usable = reading != null && reading.state() == TriState.PRESENT && file.believable(code, reading);
        return usable ? file.number(code, reading) : null;
    }

    private FactUse use(String code, @Nullable FactReading reading) {
        return reading == null ? FactUse.notRecorded(code) : file.use(code, reading);
    }
}
