package org.paincare.patient.careplan;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.paincare.patient.Actor;
import org.paincare.patient.PlainLine;
import org.paincare.patient.sheet.Sheet;

/** Care plans as they travel over HTTP and in events. */
final class CarePlanJson {

    private static final String LINE = PlainLine.REGEX;

    private CarePlanJson() {}

    enum Kind {
        MEDICATION,
        PREVENTIVE,
        PSYCHOTHERAPY,
        PHYSIOTHERAPY,
        SLEEP,
        NUTRITION,
        EXERCISE,
        NEUROMODULATION,
        WITHDRAWAL_PLAN,
        OTHER
    }

    enum CodeSystem {
        RXNORM,
        ATC,
        CUM,
        SNOMED,
        LOCAL
    }

    /**
     * A therapy beside ketamine.
     *
     * @param therapyId of one that was there before; a new one gets its own
     * @param name      what it is, in words; stays here, events carry the code
     * @param code      as printed in its system; code and system together or neither
     * @param endedOn   its last day; null while it goes on
     */
    @Schema(name = "CarePlanTherapy")
    record Therapy(
            @Nullable UUID therapyId,
            @NotNull Kind kind,

            @NotNull @Size(min = 1, max = 200) @Pattern(regexp = LINE)
            String name,

            @Nullable @Pattern(regexp = "[A-Za-z0-9][A-Za-z0-9.:/-]{0,63}")
            String code,

            @Nullable CodeSystem system,
            @NotNull LocalDate startedOn,
            @Nullable LocalDate endedOn) {

        Therapy withId(UUID id) {
            return new Therapy(id, kind, name.strip(), code, system, startedOn, endedOn);
        }
    }

    /** @param reason why it changed; kept with the version */
    @Schema(name = "PutCarePlan")
    record Said(
            @NotNull @Size(max = 50) List<@NotNull @Valid Therapy> therapies,

            @Nullable @Size(min = 1, max = 500) @Pattern(regexp = LINE)
            String reason) {}

    /** What is stored. */
    @Schema(name = "CarePlanContent")
    record Content(List<Therapy> therapies) {}

    @Schema(name = "CarePlan")
    record Full(
            UUID id,
            UUID patientId,
            int version,
            List<Therapy> therapies,
            Instant changedAt,
            Actor changedBy,
            @Nullable String reason) {

        static Full of(UUID patientId, Sheet<Content> sheet) {
            return new Full(
                    sheet.id(),
                    patientId,
                    sheet.version() + 1,
                    sheet.content().therapies(),
                    sheet.lastChange().at(),
                    sheet.lastChange().by(),
                    sheet.lastChange().reason());
        }
    }

    @Schema(name = "CarePlanVersion")
    record Version(
            int version,
            List<Therapy> therapies,
            @Nullable Instant changedAt,
            @Nullable Actor changedBy,
            @Nullable String reason) {}

    @Schema(name = "CarePlanVersions")
    record Versions(List<Version> items) {}

    /** A therapy as the event tells it: no words. */
    record Told(
            UUID therapyId,
            Kind kind,
            @Nullable String code,
            @Nullable CodeSystem system,
            LocalDate startedOn,
            @Nullable LocalDate endedOn) {}

    /** Event data of CarePlanChanged: always the whole list. */
    record Changed(UUID patientId, UUID carePlanId, int version, List<Told> therapies, Instant occurredAt) {}
}
