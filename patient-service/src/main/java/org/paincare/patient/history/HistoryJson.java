package org.paincare.patient.history;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
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

/** Headache histories and prior treatments as they travel over HTTP. */
final class HistoryJson {

    private HistoryJson() {}

    enum DiagnosisRole {
        PRIMARY,
        SECONDARY
    }

    /**
     * A coded diagnosis.
     *
     * @param ichd3  as in the ICHD-3, for example {@code 1.3}
     * @param code   in the clinic's code system
     * @param system {@code CIE10} in Colombia, {@code ICD10CM} in the US
     */
    @Schema(name = "HeadacheDiagnosis")
    record Diagnosis(
            @NotNull @Pattern(regexp = "\\d{1,2}(\\.\\d{1,2}){1,3}")
            String ichd3,

            @NotNull @Pattern(regexp = "[A-Za-z0-9][A-Za-z0-9.]{0,15}")
            String code,

            @NotNull @Pattern(regexp = "CIE10|ICD10CM") String system,
            @NotNull DiagnosisRole role) {}

    /** What the patient reports of the last months, in days of 28 and a numeric rating of 0 to 10. */
    @Schema(name = "HeadacheBaseline")
    record Baseline(
            @Nullable @Min(0) @Max(28) Integer headacheDaysPer28,
            @Nullable @Min(0) @Max(28) Integer migraineDaysPer28,
            @Nullable @Min(0) @Max(28) Integer moderateSevereDaysPer28,
            @Nullable Boolean continuousPain,
            @Nullable @Min(0) @Max(10) Integer meanNrs) {}

    @Schema(name = "AcuteMedicationUse")
    record AcuteMedication(
            @JsonProperty("class")
            @NotNull
            @Pattern(
                    regexp =
                            "TRIPTAN|ERGOTAMINE|OPIOID|COMBINATION|SIMPLE_ANALGESIC|GEPANT|DITAN|INTRANASAL_KETAMINE|OTHER")
            String medicationClass,

            @NotNull @Size(min = 1, max = 100) String drug,
            @NotNull @Min(0) @Max(28) Integer daysPer28) {}

    /**
     * A headache history as somebody states it; the whole of it, each time.
     *
     * @param onset             year, month or day
     * @param noPriorPreventives true where it was asked and no preventive was ever tried
     */
    @Schema(name = "PutHeadacheHistory")
    record Content(
            @NotEmpty @Size(max = 10) List<@NotNull @Valid Diagnosis> diagnoses,

            @Nullable @Pattern(regexp = "\\d{4}(-\\d{2}(-\\d{2})?)?")
            String onset,

            @NotNull TriState aura,
            @Nullable @Valid Baseline baseline,
            @Nullable @Size(max = 20) List<@NotNull @Valid AcuteMedication> acuteMedications,
            @Nullable Boolean noPriorPreventives) {}

    @Schema(name = "HeadacheHistory")
    record History(
            UUID id,
            UUID patientId,
            int version,
            @JsonUnwrapped Content content,
            Instant recordedAt,
            Actor recordedBy) {}

    @Schema(name = "HeadacheHistoryVersions")
    record Versions(List<History> items) {}

    /**
     * A preventive trial as somebody states it. Which of the details tell whether it was adequate depends on the class.
     *
     * @param maxDose              as said, with its unit
     * @param weeksAtTargetDose    oral drugs
     * @param dosingIntervalMonths antibodies: 1 monthly, 3 quarterly
     * @param cycles               onabotulinumtoxinA
     * @param judgedAdequate       classes without a published rule: the clinician's judgement
     */
    @Schema(name = "RecordPriorTreatment")
    record Treatment(
            @JsonProperty("class") @NotNull PreventiveClass preventiveClass,

            @NotNull @Size(min = 1, max = 100) @Pattern(regexp = "(?s).*\\S.*")
            String drug,

            @Nullable @Size(min = 1, max = 60) String maxDose,
            @Nullable LocalDate startedOn,
            @Nullable LocalDate endedOn,
            @Nullable @Min(0) @Max(2000) Integer weeksAtTargetDose,
            @Nullable @Min(1) @Max(3) Integer dosingIntervalMonths,
            @Nullable @Min(0) @Max(200) Integer cycles,
            @Nullable Boolean judgedAdequate,
            @NotNull TrialOutcome outcome,
            @Nullable UUID supersedesTreatmentId) {

        AdequacyRule.Trial trial() {
            return new AdequacyRule.Trial(
                    preventiveClass,
                    startedOn,
                    endedOn,
                    weeksAtTargetDose,
                    dosingIntervalMonths,
                    cycles,
                    judgedAdequate);
        }
    }

    @Schema(name = "PriorTreatment")
    record Recorded(
            UUID id,
            UUID patientId,
            @JsonUnwrapped Treatment treatment,
            Adequacy adequacy,
            boolean failed,
            Instant recordedAt,
            Actor recordedBy) {}

    /**
     * The trials that stand.
     *
     * @param failedClasses     distinct classes with a failed trial, derived by the rule version named
     */
    @Schema(name = "PriorTreatments")
    record Treatments(List<Recorded> items, List<PreventiveClass> failedClasses, int failedClassCount) {}

    /** The number a fact of the baseline has. */
    static @Nullable BigDecimal number(@Nullable Integer days) {
        return days == null ? null : BigDecimal.valueOf(days);
    }
}
