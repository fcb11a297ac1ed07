package org.paincare.outcome.link;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.paincare.outcome.AllowedCommand;
import org.paincare.outcome.assessment.AssessmentJson;
import org.paincare.outcome.assessment.CheckForms;
import org.paincare.outcome.instrument.InstrumentJson;

/** One-time links as they travel over HTTP. */
final class LinkJson {

    private LinkJson() {}

    enum State {
        SENT,
        OPENED,
        SUBMITTED,
        TAKEN_BACK,
        EXPIRED;

        boolean isLive() {
            return this == SENT || this == OPENED;
        }
    }

    /** @param template an https address with {@code {token}} once, behind a # */
    @Schema(name = "AnswerFrontendPut")
    record FrontendPut(
            @NotNull @Size(min = 10, max = 300) @Schema(examples = "https://clinic.example/answers#{token}")
            String template) {}

    @Schema(name = "AnswerFrontend")
    record Frontend(String template, UUID registeredBy, Instant registeredAt, String etag) {}

    /** @param assessmentIds open ones that the patient answers, at most 20; all of these where absent */
    @Schema(name = "AnswerLinkCreate")
    record Create(@Nullable @Size(min = 1, max = 20) List<@NotNull UUID> assessmentIds) {}

    /**
     * @param state SENT until it is opened; OPENED until all is submitted, it is taken back or 72 hours have passed
     */
    @Schema(name = "AnswerLink")
    record Link(
            UUID id,
            UUID patientId,
            List<UUID> assessmentIds,
            State state,
            UUID createdBy,
            Instant createdAt,
            Instant expiresAt,
            @Nullable Instant openedAt,
            @Nullable Instant endedAt,
            List<AllowedCommand> allowedCommands,
            String etag) {}

    /** @param url to be sent to the patient; shown here only, kept nowhere */
    @Schema(name = "AnswerLinkCreated")
    record Created(String url, Link link) {}

    /**
     * One thing to be answered.
     *
     * @param instrument its questions, for an instrument
     * @param check      its fields, for a check
     */
    @Schema(name = "AnswerSessionItem")
    record Item(
            AssessmentJson.Full asked,
            InstrumentJson.@Nullable Full instrument,
            @Nullable List<CheckForms.Field> check) {}

    /**
     * @param answerToken sent as {@code Authorization: AnswerSession <token>} from now on; in the answer to the exchange only
     */
    @Schema(name = "AnswerSession")
    record Session(@Nullable String answerToken, Instant expiresAt, List<Item> items) {}

    /**
     * Answers as far as they go; each save holds all of them.
     *
     * @param submit false keeps a draft, true completes the assessment and scores it
     */
    @Schema(name = "AnswerSessionSave")
    record Save(
            @NotNull @Schema(implementation = Object.class, examples = "[2,1,1,1,1,1,2,2,0]")
            JsonNode items,

            @NotNull Boolean submit,

            @Nullable @Pattern(regexp = "[A-Z][A-Z0-9_]{0,63}")
            String policy) {}

    /** @param over whether that was the last one: the link has ended */
    @Schema(name = "AnswerSessionSaved")
    record Saved(AssessmentJson.Full asked, boolean over) {}
}
