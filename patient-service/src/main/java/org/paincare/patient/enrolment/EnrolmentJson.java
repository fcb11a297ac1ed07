package org.paincare.patient.enrolment;

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
import org.paincare.patient.eligibility.engine.LocalText;
import org.paincare.patient.history.HeadacheCase;
import org.paincare.patient.history.PreventiveClass;

/** Enrolments as they travel over HTTP and in events. */
final class EnrolmentJson {

    private EnrolmentJson() {}

    /** @param programme without it {@code KETAMINE_HEADACHE} */
    @Schema(name = "ReferPatient")
    record Refer(
            @Nullable @Pattern(regexp = "[A-Z][A-Z0-9_]{0,63}")
            String programme,

            @Nullable @Size(min = 1, max = 1000) String note) {

        String programmeOrDefault() {
            return programme == null ? "KETAMINE_HEADACHE" : programme;
        }
    }

    /**
     * A command without choices.
     *
     * @param reason a code; without it the command's own
     */
    @Schema(name = "MoveEnrolment")
    record Step(
            @Nullable @Pattern(regexp = "[A-Z][A-Z0-9_]{0,63}")
            String reason,

            @Nullable @Size(min = 1, max = 1000) String note) {}

    enum Outcome {
        ELIGIBLE(Trigger.FOUND_ELIGIBLE),
        INELIGIBLE(Trigger.FOUND_INELIGIBLE),
        DECLINED(Trigger.DECLINED);

        private final Trigger trigger;

        Outcome(Trigger trigger) {
            this.trigger = trigger;
        }

        Trigger trigger() {
            return trigger;
        }
    }

    @Schema(name = "DecideEnrolment")
    record Decide(
            @NotNull Outcome outcome,

            @Nullable @Pattern(regexp = "[A-Z][A-Z0-9_]{0,63}")
            String reason,

            @Nullable @Size(min = 1, max = 1000) String note) {

        Step step() {
            return new Step(reason, note);
        }
    }

    /** What stands between a caller and a command. */
    @Schema(name = "EnrolmentBlockedBy")
    record BlockedBy(
            String code,
            @Nullable String ruleId,
            LocalText message,
            @Nullable String waivableBy) {}

    @Schema(name = "EnrolmentCommand")
    record Command(String command, @Nullable Outcome outcome, boolean enabled, List<BlockedBy> blockedBy) {}

    @Schema(name = "EnrolmentMove")
    record Moved(
            @Nullable State from,
            State to,
            String reason,
            @Nullable String note,
            Instant occurredAt,
            Actor by) {}

    /**
     * @param deadlineAt when it moves on by itself
     * @param startedOn  day of the latest decision that the patient is eligible
     */
    @Schema(name = "Enrolment")
    record Full(
            UUID id,
            UUID patientId,
            String programme,
            State state,
            Instant since,
            @Nullable LocalDate startedOn,
            @Nullable Instant deadlineAt,
            List<Moved> moves,
            List<Command> allowedCommands) {}

    @Schema(name = "EnrolmentSummary")
    record Summary(
            UUID id,
            UUID patientId,
            String programme,
            State state,
            Instant since,
            @Nullable Instant deadlineAt,
            String etag) {}

    /** Event data of EnrolmentChanged: always the whole state. */
    record Changed(
            UUID patientId,
            UUID enrolmentId,
            @Nullable State from,
            State to,
            String reason,
            HeadacheCase.@Nullable Coded diagnosis,
            @Nullable List<HeadacheCase.Coded> secondaryDiagnoses,
            @Nullable String primaryMeasure,
            @Nullable String secondaryMeasure,
            @Nullable String migraineDefinition,
            @Nullable List<PreventiveClass> failedClasses,
            @Nullable List<String> comorbidityCodes,
            String programme,
            @Nullable LocalDate startedOn,
            Instant occurredAt) {}
}
