package org.paincare.patient.history;

import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.paincare.patient.DataFile;

/**
 * Says when a preventive trial was adequate and when it failed (reference 1.3), by numbers of
 * {@code history/preventive-classes-*.json}. Pure.
 */
@Singleton
class AdequacyRule {

    private enum Kind {
        ORAL,
        ANTIBODY,
        TOXIN,
        JUDGED
    }

    private record Numbers(
            String version,
            String source,
            int minWeeksAtTargetDose,
            int minMonthsMonthlyAntibody,
            int minMonthsQuarterlyAntibody,
            int minToxinCycles,
            Map<PreventiveClass, Kind> adequacy) {}

    private final Numbers numbers = DataFile.read("/history/preventive-classes-2026.1.json", Numbers.class);

    AdequacyRule() {
        if (numbers.adequacy().size() != PreventiveClass.values().length) {
            throw new IllegalStateException(
                    "preventive-classes must name " + Arrays.toString(PreventiveClass.values()));
        }
    }

    /** What a trial tells about its own length. */
    record Trial(
            PreventiveClass preventiveClass,
            @Nullable LocalDate startedOn,
            @Nullable LocalDate endedOn,
            @Nullable Integer weeksAtTargetDose,
            @Nullable Integer dosingIntervalMonths,
            @Nullable Integer cycles,
            @Nullable Boolean judgedAdequate) {}

    /**
     * @param today up to which a trial that goes on has lasted
     */
    Adequacy of(Trial trial, LocalDate today) {
        return switch (numbers.adequacy().get(trial.preventiveClass())) {
            case ORAL -> atLeast(trial.weeksAtTargetDose(), numbers.minWeeksAtTargetDose());
            case TOXIN -> atLeast(trial.cycles(), numbers.minToxinCycles());
            case ANTIBODY -> antibody(trial, today);
            case JUDGED -> trial.judgedAdequate() == null ? Adequacy.UNKNOWN : Adequacy.of(trial.judgedAdequate());
        };
    }

    private Adequacy antibody(Trial trial, LocalDate today) {
        if (trial.startedOn() == null || trial.dosingIntervalMonths() == null) {
            return Adequacy.UNKNOWN;
        }
        var months = ChronoUnit.MONTHS.between(trial.startedOn(), trial.endedOn() == null ? today : trial.endedOn());
        int least = trial.dosingIntervalMonths() == 1
                ? numbers.minMonthsMonthlyAntibody()
                : numbers.minMonthsQuarterlyAntibody();
        return Adequacy.of(months >= least);
    }

    private static Adequacy atLeast(@Nullable Integer count, int least) {
        return count == null ? Adequacy.UNKNOWN : Adequacy.of(count >= least);
    }

    /** A drug failed where it did not work after an adequate trial, was not borne, or must not be given. */
    boolean failed(TrialOutcome outcome, Adequacy adequacy) {
        return switch (outcome) {
            case INEFFECTIVE -> adequacy == Adequacy.ADEQUATE;
            case INTOLERANT, CONTRAINDICATED -> true;
            case EFFECTIVE, UNKNOWN -> false;
        };
    }
}
