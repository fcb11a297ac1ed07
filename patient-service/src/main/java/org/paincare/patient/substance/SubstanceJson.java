package org.paincare.patient.substance;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.paincare.patient.Actor;
import org.paincare.patient.eligibility.engine.TriState;
import org.paincare.patient.facts.FactSource;

/** Medication and allergy lists as they travel over HTTP and in events. */
final class SubstanceJson {

    private SubstanceJson() {}

    /** The two lists; each lives at a path of its own and travels under its own fact code. */
    enum Kind {
        MEDICATION("medications"),
        ALLERGY("allergies");

        private final String noun;

        Kind(String noun) {
            this.noun = noun;
        }

        String noun() {
            return noun;
        }
    }

    /** A public code system, and the form its codes have. */
    @Schema(name = "SubstanceCodeSystem")
    enum CodeSystem {
        RXNORM("\\d{1,8}"),
        /** At least the pharmacological subgroup, so that an allergy to a class can be said. */
        ATC("[A-Z]\\d{2}[A-Z]([A-Z](\\d{2})?)?"),
        CUM("\\d{1,9}-\\d{1,3}"),
        SNOMED("\\d{6,18}"),
        LOCAL("[A-Za-z0-9][A-Za-z0-9.:/-]{0,63}");

        private final java.util.regex.Pattern form;

        CodeSystem(String form) {
            this.form = java.util.regex.Pattern.compile(form);
        }

        boolean has(String code) {
            return form.matcher(code).matches();
        }
    }

    /**
     * A drug or another substance.
     *
     * @param name as it is called where it was asked
     * @param code of {@code system}; both or neither
     */
    @Schema(name = "Substance")
    record Substance(
            @NotNull @Size(min = 1, max = 200) @Pattern(regexp = "(?s).*\\S.*")
            String name,

            @Nullable @Size(min = 1, max = 64) String code,
            @Nullable CodeSystem system) {}

    /**
     * A medication as somebody states it.
     *
     * @param state            PRESENT: takes it; ABSENT: does not take it, or nothing at all where no substance is named;
     *                         UNKNOWN: not known
     * @param morphineMgPerDay of an opioid: morphine milligram equivalents a day
     * @param endedOn          last day of taking it, where it was stopped
     * @param supersedesId     the entry of the same list that this one takes the place of
     */
    @Schema(name = "RecordMedication")
    record Medication(
            @NotNull TriState state,
            @Nullable @Valid Substance substance,
            @Nullable @Size(min = 1, max = 200) String dose,
            @Nullable @DecimalMin("0") @DecimalMax("2000") BigDecimal morphineMgPerDay,
            @Nullable LocalDate startedOn,
            @Nullable LocalDate endedOn,
            @NotNull Instant observedAt,
            @NotNull FactSource source,
            @Nullable UUID supersedesId) {

        Entry entry() {
            return new Entry(
                    Kind.MEDICATION,
                    state,
                    substance,
                    dose,
                    morphineMgPerDay,
                    startedOn,
                    endedOn,
                    null,
                    null,
                    observedAt,
                    source,
                    supersedesId);
        }
    }

    @Schema(name = "AllergySeverity")
    enum Severity {
        MILD,
        MODERATE,
        SEVERE,
        LIFE_THREATENING,
        UNKNOWN
    }

    /**
     * An allergy or intolerance as somebody states it.
     *
     * @param state        PRESENT: has it; ABSENT: refuted, or none at all where no substance is named; UNKNOWN: not known
     * @param supersedesId the entry of the same list that this one takes the place of
     */
    @Schema(name = "RecordAllergy")
    record Allergy(
            @NotNull TriState state,
            @Nullable @Valid Substance substance,
            @Nullable @Size(min = 1, max = 500) String reaction,
            @Nullable Severity severity,
            @NotNull Instant observedAt,
            @NotNull FactSource source,
            @Nullable UUID supersedesId) {

        Entry entry() {
            return new Entry(
                    Kind.ALLERGY,
                    state,
                    substance,
                    null,
                    null,
                    null,
                    null,
                    reaction,
                    severity,
                    observedAt,
                    source,
                    supersedesId);
        }
    }

    /** What both lists hold. */
    @Schema(name = "SubstanceEntry")
    record Entry(
            Kind list,
            TriState state,
            @Nullable Substance substance,
            @Nullable String dose,
            @Nullable BigDecimal morphineMgPerDay,
            @Nullable LocalDate startedOn,
            @Nullable LocalDate endedOn,
            @Nullable String reaction,
            @Nullable Severity severity,
            Instant observedAt,
            FactSource source,
            @Nullable UUID supersedesId) {

        boolean hasDetails() {
            return dose != null
                    || morphineMgPerDay != null
                    || startedOn != null
                    || endedOn != null
                    || reaction != null
                    || severity != null;
        }
    }

    /**
     * A recorded entry.
     *
     * @param facts        codes of the eligibility facts that follow from its substance
     * @param supersededBy the entry that took its place
     */
    @Schema(name = "SubstanceRecorded")
    record Recorded(
            UUID id,
            UUID patientId,
            TriState state,
            @Nullable Substance substance,
            @Nullable String dose,
            @Nullable BigDecimal morphineMgPerDay,
            @Nullable LocalDate startedOn,
            @Nullable LocalDate endedOn,
            @Nullable String reaction,
            @Nullable Severity severity,
            Instant observedAt,
            FactSource source,
            @Nullable UUID supersedesId,
            @Nullable UUID supersededBy,
            List<String> facts,
            Instant recordedAt,
            Actor recordedBy) {

        /** Neither amended nor over. */
        boolean isCurrent(LocalDate today) {
            return state == TriState.PRESENT && supersededBy == null && (endedOn == null || !endedOn.isBefore(today));
        }
    }

    /** What a list says as a whole. */
    @Schema(name = "SubstanceListState")
    enum ListState {
        /** There is something on it. */
        LISTED,
        /** Somebody asked, and there is nothing. */
        NONE,
        UNKNOWN,
        NOT_ASKED
    }

    /** @param classesVersion of the data by which facts follow from substances */
    @Schema(name = "SubstanceList")
    record Listed(ListState state, String classesVersion, List<Recorded> items) {}

    /** Event data of FactRecorded: the code alone, never the name. */
    record Told(
            UUID patientId,
            UUID factId,
            String code,
            TriState state,
            @Nullable String valueCode,
            @Nullable String valueSystem,
            FactSource source,
            Instant observedAt,
            @Nullable UUID supersedesFactId) {}
}
