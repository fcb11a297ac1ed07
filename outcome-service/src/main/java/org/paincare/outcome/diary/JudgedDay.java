package org.paincare.outcome.diary;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What kind of day a recorded day was, under one definition.
 *
 * @param overuseItems the classes with an overuse limit that were taken, by their MOH-DAYS item
 * @param peakNrs 0 on a day without headache; null where a headache's strength was not said
 */
public record JudgedDay(
        LocalDate date,
        boolean headacheDay,
        boolean migraineDay,
        boolean moderateSevereDay,
        boolean severeDay,
        boolean acuteMedicationDay,
        boolean intranasalKetamineDay,
        Set<String> overuseItems,
        int headacheMinutes,
        @Nullable Integer peakNrs,
        @Nullable Integer concentration,
        int attacks) {

    public static JudgedDay of(DiaryDay day, MigraineDefinition definition, DiaryRules rules) {
        int minutes = day.durationMinutes() == null ? 0 : day.durationMinutes();
        Set<MedicationClass> taken = day.medications().stream()
                .map(DiaryDay.AcuteMedication::medicationClass)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(MedicationClass.class)));
        boolean acute = taken.stream().anyMatch(one -> rules.of(one).acute());
        boolean headacheDay = day.headache() && (minutes >= rules.headacheDayMinutes() || acute);
        return new JudgedDay(
                day.date(),
                headacheDay,
                migraine(day, minutes, taken, definition, rules),
                headacheDay && minutes >= rules.moderateSevereMinutes() && atLeastModerate(day, rules),
                headacheDay && day.peakNrs() != null && day.peakNrs() >= rules.severeNrs(),
                acute,
                taken.contains(MedicationClass.KETAMINE_INTRANASAL),
                taken.stream()
                        .map(one -> rules.of(one).overuseItem())
                        .filter(item -> !item.isEmpty())
                        .collect(Collectors.toUnmodifiableSet()),
                minutes,
                day.headache() ? day.peakNrs() : Integer.valueOf(0),
                day.concentration(),
                day.attacks() == null ? 0 : day.attacks());
    }

    private static boolean migraine(
            DiaryDay day, int minutes, Set<MedicationClass> taken, MigraineDefinition definition, DiaryRules rules) {
        boolean specificMedicine =
                day.headache() && taken.stream().anyMatch(one -> rules.of(one).migraineSpecific());
        return switch (definition) {
            case STRICT_4H -> specificMedicine || (minutes >= rules.strictMinutes() && looksLikeMigraine(day, rules));
            case LEIDEN_30MIN ->
                specificMedicine
                        || auraOf(day, rules)
                        || (minutes >= rules.leidenMinutes() && looksLikeMigraine(day, rules));
        };
    }

    private static boolean looksLikeMigraine(DiaryDay day, DiaryRules rules) {
        Set<DiaryDay.Feature> features = EnumSet.noneOf(DiaryDay.Feature.class);
        features.addAll(day.features());
        if (atLeastModerate(day, rules)) {
            features.add(DiaryDay.Feature.MODERATE_OR_SEVERE);
        }
        Set<DiaryDay.Symptom> symptoms = day.symptoms();
        return day.headache()
                && features.size() >= rules.featuresNeeded()
                && (symptoms.contains(DiaryDay.Symptom.NAUSEA)
                        || symptoms.contains(DiaryDay.Symptom.VOMITING)
                        || symptoms.containsAll(Set.of(DiaryDay.Symptom.PHOTOPHOBIA, DiaryDay.Symptom.PHONOPHOBIA)));
    }

    private static boolean atLeastModerate(DiaryDay day, DiaryRules rules) {
        return day.features().contains(DiaryDay.Feature.MODERATE_OR_SEVERE)
                || (day.peakNrs() != null && day.peakNrs() >= rules.moderateNrs());
    }

    private static boolean auraOf(DiaryDay day, DiaryRules rules) {
        return day.aura()
                && day.auraMinutes() != null
                && day.auraMinutes() >= rules.leidenAuraFromMinutes()
                && day.auraMinutes() <= rules.leidenAuraToMinutes();
    }
}
