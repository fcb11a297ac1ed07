package org.paincare.patient.laboratory;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.paincare.patient.Actor;
import org.paincare.patient.PlainLine;

/** Results as they travel. */
final class LabJson {

    private static final String LINE = PlainLine.REGEX;

    private LabJson() {}

    /**
     * One result.
     *
     * @param analyte            code of GET /v1/catalogue/laboratory-analytes
     * @param unit               UCUM, one of the analyte's
     * @param upperLimitOfNormal as the laboratory prints it, in the same unit; for liver values
     * @param finding            for an electrocardiogram: the rhythm
     * @param observedAt         when the sample was taken
     * @param supersedesResultId the patient's result of the same analyte that this one corrects
     */
    @Schema(name = "LabResultEntry")
    record Result(
            @NotNull @Pattern(regexp = "[A-Z][A-Z0-9_]{0,63}")
            String analyte,

            @NotNull BigDecimal value,
            @NotNull @Size(min = 1, max = 24) String unit,
            @Nullable BigDecimal upperLimitOfNormal,

            @Nullable @Pattern(regexp = "[A-Z][A-Z0-9_]{0,63}")
            String finding,

            @Nullable @Size(min = 1, max = 200) @Pattern(regexp = LINE)
            String laboratory,

            @NotNull Instant observedAt,
            @Nullable UUID supersedesResultId) {}

    @Schema(name = "RecordLabResults")
    record Results(@NotEmpty @Size(max = 50) List<@NotNull @Valid Result> items) {}

    /** @param factId the fact that rules read; absent where they read none */
    @Schema(name = "LabResult")
    record Kept(
            UUID id,
            UUID patientId,
            String analyte,
            BigDecimal value,
            String unit,
            @Nullable BigDecimal upperLimitOfNormal,
            @Nullable String finding,
            @Nullable String laboratory,
            Instant observedAt,
            @Nullable UUID supersedesResultId,
            @Nullable UUID factId,
            String catalogueVersion,
            Instant recordedAt,
            Actor recordedBy) {}

    @Schema(name = "LabResults")
    record Listed(List<Kept> items) {}
}
