package org.paincare.outcome.diary;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.scoring.Instrument.Words;
import org.paincare.platform.scoring.Score.Violation;

/**
 * One local calendar day as recorded. A day without a row is unrecorded, which is not "no headache"; an attack across
 * midnight is recorded on each day with that day's own minutes.
 *
 * @param durationMinutes minutes of headache on this day, 1 to 1440; required with headache, absent without
 * @param peakNrs strongest pain of the day, 0 to 10
 * @param responded whether the acute medication helped
 * @param lost what could not be done that day
 * @param sleepHours 0 to 24
 * @param concentration 0 (none) to 10 (as good as ever)
 * @param attacks attacks that began on this day, for disorders counted by attack; one across midnight counts once
 */
public record DiaryDay(
        LocalDate date,
        boolean headache,
        @Nullable Integer durationMinutes,
        @Nullable Integer peakNrs,
        Set<Feature> features,
        Set<Symptom> symptoms,
        boolean aura,
        @Nullable Integer auraMinutes,
        List<AcuteMedication> medications,
        @Nullable Boolean responded,
        Set<Lost> lost,
        @Nullable BigDecimal sleepHours,
        @Nullable Integer concentration,
        @Nullable Integer attacks) {

    private static final int MINUTES = 1440;

    public enum Feature {
        UNILATERAL,
        PULSATING,
        MODERATE_OR_SEVERE,
        AGGRAVATED_BY_ACTIVITY
    }

    public enum Symptom {
        NAUSEA,
        VOMITING,
        PHOTOPHOBIA,
        PHONOPHOBIA
    }

    public enum Lost {
        WORK,
        HOME,
        SOCIAL
    }

    /** @param doses 1 to 50 in the day */
    public record AcuteMedication(
            MedicationClass medicationClass, @Nullable String drug, int doses) {}

    /** @throws InvalidDiaryDay with every fault at once */
    public DiaryDay {
        features = Set.copyOf(features);
        symptoms = Set.copyOf(symptoms);
        medications = List.copyOf(medications);
        lost = Set.copyOf(lost);
        var faults = new Faults();
        faults.range("/durationMinutes", durationMinutes, 1, MINUTES);
        faults.range("/peakNrs", peakNrs, 0, 10);
        faults.range("/auraMinutes", auraMinutes, 1, MINUTES);
        faults.range("/concentration", concentration, 0, 10);
        faults.range("/attacks", attacks, 0, 50);
        if (sleepHours != null && (sleepHours.signum() < 0 || sleepHours.compareTo(new BigDecimal(24)) > 0)) {
            faults.add("/sleepHours", "OUT_OF_RANGE", "Between 0 and 24.", "Entre 0 y 24.");
        }
        for (int i = 0; i < medications.size(); i++) {
            faults.range("/medications/" + i + "/doses", medications.get(i).doses(), 1, 50);
        }
        if (headache && durationMinutes == null) {
            faults.add("/durationMinutes", "REQUIRED", "How long did it last?", "¿Cuánto duró?");
        }
        if (!headache) {
            faults.absent("/durationMinutes", durationMinutes == null);
            faults.absent("/peakNrs", peakNrs == null || peakNrs == 0);
            faults.absent("/features", features.isEmpty());
            faults.absent("/attacks", attacks == null || attacks == 0);
        }
        if (!aura) {
            faults.absent("/auraMinutes", auraMinutes == null);
        }
        faults.throwIfAny();
    }

    /** A recorded day without headache. */
    public static DiaryDay withoutHeadache(LocalDate date) {
        return new DiaryDay(
                date, false, null, null, Set.of(), Set.of(), false, null, List.of(), null, Set.of(), null, null, null);
    }

    /** A recorded headache with nothing else said. */
    public static DiaryDay headache(LocalDate date, int minutes, int peakNrs) {
        return new DiaryDay(
                date, true, minutes, peakNrs, Set.of(), Set.of(), false, null, List.of(), null, Set.of(), null, null,
                null);
    }

    public DiaryDay with(Set<Feature> otherFeatures, Set<Symptom> otherSymptoms) {
        return new DiaryDay(
                date,
                headache,
                durationMinutes,
                peakNrs,
                otherFeatures,
                otherSymptoms,
                aura,
                auraMinutes,
                medications,
                responded,
                lost,
                sleepHours,
                concentration,
                attacks);
    }

    public DiaryDay withAura(int minutes) {
        return new DiaryDay(
                date,
                headache,
                durationMinutes,
                peakNrs,
                features,
                symptoms,
                true,
                minutes,
                medications,
                responded,
                lost,
                sleepHours,
                concentration,
                attacks);
    }

    public DiaryDay taking(MedicationClass medicationClass) {
        var all = new ArrayList<>(medications);
        all.add(new AcuteMedication(medicationClass, null, 1));
        return new DiaryDay(
                date,
                headache,
                durationMinutes,
                peakNrs,
                features,
                symptoms,
                aura,
                auraMinutes,
                all,
                responded,
                lost,
                sleepHours,
                concentration,
                attacks);
    }

    public DiaryDay withAttacks(int number) {
        return new DiaryDay(
                date,
                headache,
                durationMinutes,
                peakNrs,
                features,
                symptoms,
                aura,
                auraMinutes,
                medications,
                responded,
                lost,
                sleepHours,
                concentration,
                number);
    }

    /** A day that contradicts itself or reality. */
    public static final class InvalidDiaryDay extends RuntimeException {
        private final List<Violation> violations;

        InvalidDiaryDay(List<Violation> violations) {
            super("the diary day has " + violations.size() + " faults", null, false, false);
            this.violations = List.copyOf(violations);
        }

        public List<Violation> violations() {
            return violations;
        }
    }

    private static final class Faults {
        private final List<Violation> found = new ArrayList<>();

        void add(String pointer, String code, String en, String es) {
            found.add(new Violation(pointer, code, new Words(en, es)));
        }

        void range(String pointer, @Nullable Integer value, int from, int to) {
            if (value != null && (value < from || value > to)) {
                add(
                        pointer,
                        "OUT_OF_RANGE",
                        "Between " + from + " and " + to + ".",
                        "Entre " + from + " y " + to + ".");
            }
        }

        void absent(String pointer, boolean absent) {
            if (!absent) {
                add(
                        pointer,
                        "CONTRADICTION",
                        "Not with this day's other answers.",
                        "No con las otras respuestas del día.");
            }
        }

        void throwIfAny() {
            if (!found.isEmpty()) {
                throw new InvalidDiaryDay(found);
            }
        }
    }
}
