package org.paincare.patient.history;

import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.paincare.patient.DataFile;

/**
 * Says when a preventive trial was adequate and when it failed (reference 1.3): what tells of a class's trials is
 * {@code history/preventive-classes-*.json}, how much of it is enough the clinic's policy. Pure.
 */
@Singleton
class AdequacyRule {

    private enum Kind {
        ORAL,
        ANTIBODY,
        TOXIN,
        JUDGED
    }

    private record Classes(String version, String source, Map<PreventiveClass, Kind> adequacy) {}

    private final Classes classes = DataFile.read("/history/preventive-classes-2026.2.json", Classes.class);

    /** What a trial lasts at least to count. */
    record Least(
            int weeksAtTargetDose, int monthsOfMonthlyAntibody, int monthsOfQuarterlyAntibody, int cyclesOfToxin) {}

    AdequacyRule() {
        if (classes.adequacy().size() != PreventiveClass.values().length) {
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
    Adequacy of(Trial trial, LocalDate today, Least least) {
        return switch (classes.adequacy().get(trial.preventiveClass())) {
            case ORAL -> atLeast(trial.weeksAtTargetDose(), least.weeksAtTargetDose());
            case TOXIN -> atLeast(trial.cycles(), least.cyclesOfToxin());
            case ANTIBODY -> antibody(trial, today, least);
            case JUDGED -> trial.judgedAdequate() == null ? Adequacy.UNKNOWN : Adequacy.of(trial.judgedAdequate());
        };
    }

    private static Adequacy antibody(Trial trial, LocalDate today, Least least) {
        if (trial.startedOn() == null || trial.dosingIntervalMonths() == null) {
            return Adequacy.UNKNOWN;
        }
        var months = ChronoUnit.MONTHS.between(trial.startedOn(), trial.endedOn() == null ? today : trial.endedOn());
        int enough =
                trial.dosingIntervalMonths() == 1 ? least.monthsOfMonthlyAntibody() : least.monthsOfQuarterlyAntibody();
        return Adequacy.of(months >= enough);
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
