package org.paincare.outcome.daybook;

import com.fasterxml.jackson.annotation.JsonIgnore;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.paincare.outcome.Source;
import org.paincare.outcome.diary.DiaryDay;
import org.paincare.outcome.diary.MedicationClass;

/** Diary days as they travel over HTTP; the domain's own record says which of them contradict themselves. */
final class DiaryJson {

    private DiaryJson() {}

    @Schema(name = "DiaryMedication")
    record Medication(
            @NotNull MedicationClass medicationClass,
            @Nullable @Size(min = 1, max = 100) String drug,
            @NotNull Integer doses) {}

    /**
     * What a day was like.
     *
     * @param durationMinutes 1 to 1440, required with headache
     * @param peakNrs         strongest pain, 0 to 10
     * @param sleepHours      0 to 24
     * @param concentration   0 to 10, 10 as good as ever
     * @param attacks         0 to 50 that began on this day, for disorders counted by attack
     */
    @Schema(name = "DiaryContent")
    record Content(
            @NotNull Boolean headache,
            @Nullable Integer durationMinutes,
            @Nullable Integer peakNrs,
            @Nullable Set<DiaryDay.@NotNull Feature> features,
            @Nullable Set<DiaryDay.@NotNull Symptom> symptoms,
            @Nullable Boolean aura,
            @Nullable Integer auraMinutes,
            @Nullable @Size(max = 20) List<@NotNull @Valid Medication> medications,
            @Nullable Boolean responded,
            @Nullable Set<DiaryDay.@NotNull Lost> lost,
            @Nullable BigDecimal sleepHours,
            @Nullable Integer concentration,
            @Nullable Integer attacks) {

        /** @throws DiaryDay.InvalidDiaryDay with every fault at once */
        DiaryDay on(LocalDate day) {
            return new DiaryDay(
                    day,
                    headache,
                    durationMinutes,
                    peakNrs,
                    orNone(features),
                    orNone(symptoms),
                    Boolean.TRUE.equals(aura),
                    auraMinutes,
                    medications == null
                            ? List.of()
                            : medications.stream()
                                    .map(one -> new DiaryDay.AcuteMedication(
                                            one.medicationClass(), one.drug(), one.doses()))
                                    .toList(),
                    responded,
                    orNone(lost),
                    sleepHours,
                    concentration,
                    attacks);
        }

        /** The same content always written the same: sets in order, empty as absent. */
        @JsonIgnore
        Content canonical() {
            return new Content(
                    headache,
                    durationMinutes,
                    peakNrs,
                    ordered(features),
                    ordered(symptoms),
                    Boolean.TRUE.equals(aura) ? true : null,
                    auraMinutes,
                    medications == null || medications.isEmpty() ? null : medications,
                    responded,
                    ordered(lost),
                    sleepHours == null ? null : plain(sleepHours),
                    concentration,
                    attacks);
        }

        private static BigDecimal plain(BigDecimal number) {
            var stripped = number.stripTrailingZeros();
            return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
        }

        private static <E> Set<E> orNone(@Nullable Set<E> set) {
            return set == null ? Set.of() : set;
        }

        private static <E extends Enum<E>> @Nullable Set<E> ordered(@Nullable Set<E> set) {
            return set == null || set.isEmpty() ? null : new TreeSet<>(set);
        }
    }

    /**
     * A day to be written.
     *
     * @param source OWN for a patient; PHONE or PAPER for staff
     * @param reason why so late, for staff after the patients' 48 hours
     */
    @Schema(name = "DiaryDayPut")
    record Put(
            @NotNull @Valid Content content,
            @NotNull Source source,
            @Nullable @Size(min = 1, max = 500) String reason) {}

    @Schema(name = "DiaryDay")
    record Full(
            UUID id,
            UUID patientId,
            LocalDate date,
            Content content,
            Source source,
            @Nullable String reason,
            UUID enteredBy,
            Instant recordedAt,
            String etag) {}

    /** What the day said before. */
    @Schema(name = "DiaryAmendment")
    record Earlier(Content content, Source source, @Nullable String reason, UUID enteredBy, Instant recordedAt) {}

    @Schema(name = "DiaryDayWithHistory")
    record WithHistory(Full day, List<Earlier> earlier) {}
}
