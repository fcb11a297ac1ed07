package org.paincare.patient.expectation;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.paincare.patient.Actor;
import org.paincare.patient.PlainLine;
import org.paincare.patient.sheet.Sheet;

/** Acknowledged expectations and goals as they travel. */
final class ExpectationJson {

    private static final String LINE = PlainLine.REGEX;

    private ExpectationJson() {}

    /** How the sheet was gone through. */
    enum Method {
        IN_PERSON,
        VIDEO,
        PHONE,
        PORTAL
    }

    /**
     * That the patient saw the sheet.
     *
     * @param sheetVersion   the one in force
     * @param language       in which it was read
     * @param acknowledgedAt without it now; not in the future
     */
    @Schema(name = "AcknowledgeExpectations")
    record Acknowledge(
            @NotNull @Pattern(regexp = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
            String sheetVersion,

            @NotNull @Pattern(regexp = "es|en") String language,
            @NotNull Method method,
            @Nullable Instant acknowledgedAt) {}

    /** @param sheetHash SHA-256 of the words that were shown */
    @Schema(name = "ExpectationsAcknowledgement")
    record Acknowledged(
            UUID id,
            UUID patientId,
            String sheetVersion,
            String sheetHash,
            String language,
            Method method,
            Instant acknowledgedAt,
            Instant recordedAt,
            Actor recordedBy) {}

    @Schema(name = "ExpectationsAcknowledgements")
    record Listed(List<Acknowledged> items) {}

    /** What part of life a goal is about. */
    enum Domain {
        SLEEP,
        CONCENTRATION,
        SOCIAL,
        PRODUCTIVITY,
        EMOTIONAL,
        PAIN_INTERFERENCE,
        OTHER
    }

    /**
     * A goal in the patient's own words.
     *
     * @param goalId     of one stated before; a new one gets its own. Reviews score attainment under it
     * @param baseline0To10 how far it is reached today: 0 not at all, 10 wholly
     */
    @Schema(name = "PatientGoal")
    record Goal(
            @Nullable UUID goalId,
            @NotNull Domain domain,

            @NotNull @Size(min = 1, max = 300) @Pattern(regexp = LINE)
            String statement,

            @NotNull @Min(0) @Max(10) Integer baseline0To10) {

        Goal withId(UUID id) {
            return new Goal(id, domain, statement.strip(), baseline0To10);
        }

        UUID id() {
            return Objects.requireNonNull(goalId);
        }
    }

    @Schema(name = "PutPatientGoals")
    record Goals(@NotNull @Size(min = 2, max = 2) List<@NotNull @Valid Goal> goals) {}

    @Schema(name = "PatientGoals")
    record Full(UUID patientId, List<Goal> goals, Instant changedAt, Actor changedBy) {

        static Full of(UUID patientId, Sheet<Goals> sheet) {
            return new Full(
                    patientId,
                    sheet.content().goals(),
                    sheet.lastChange().at(),
                    sheet.lastChange().by());
        }
    }

    /** A goal as it is told: never its words. */
    record StatedGoal(UUID goalId, Domain domain, int baseline0To10) {}

    /** Event data of GoalsStated: always all of them. */
    record Stated(UUID patientId, int version, List<StatedGoal> goals, Instant occurredAt) {}

    @Schema(name = "PatientGoalsVersion")
    record Version(
            int version,
            List<Goal> goals,
            @Nullable Instant changedAt,
            @Nullable Actor changedBy) {}

    @Schema(name = "PatientGoalsVersions")
    record Versions(List<Version> items) {}
}
