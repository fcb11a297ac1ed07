package org.paincare.session.discharge;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.paincare.session.Language.BlockedBy;
import org.paincare.session.recovery.AldreteFindings;
import org.paincare.session.recovery.AldreteScore;

/** Recovery and discharge as they travel over HTTP and in events. */
final class DischargeJson {

    private DischargeJson() {}

    /** What a nurse sees, from which the modified Aldrete score is computed; the baseline pressure is the session's. */
    @Schema(name = "RecoveryScoreRequest")
    record Score(
            @NotNull @Min(0) @Max(4) Integer extremitiesMoved,
            @NotNull AldreteFindings.Respiration respiration,
            @NotNull @Min(50) @Max(280) Integer systolicMmHg,
            @NotNull AldreteFindings.Consciousness consciousness,
            @NotNull @Min(50) @Max(100) Integer spo2Percent,
            @NotNull Boolean onOxygen,
            @Nullable Instant occurredAt) {}

    @Schema(name = "RecoveryScore")
    record ScoreView(
            UUID id,
            int total,
            boolean ready,
            String variant,
            int activity,
            int respiration,
            int circulation,
            int consciousness,
            int oxygen,
            UUID by,
            Instant scoredAt) {

        static ScoreView of(UUID id, AldreteScore s, UUID by, Instant at) {
            return new ScoreView(
                    id,
                    s.total(),
                    s.ready(),
                    s.variant(),
                    s.activity(),
                    s.respiration(),
                    s.circulation(),
                    s.consciousness(),
                    s.oxygen(),
                    by,
                    at);
        }
    }

    /** The points of the gate that a person sees; scores, times and vitals are on record already. */
    @Schema(name = "DischargeAssessmentRequest")
    record Assess(
            @NotNull @Min(-5) @Max(4) Integer rass,
            @NotNull Boolean orientedTimesThree,
            @NotNull @Min(0) @Max(24) Integer cadss6,
            @NotNull Boolean steadyGait,
            @NotNull Boolean nauseaControlled,
            @NotNull Boolean suicidalityExcluded,
            @NotNull Boolean ivRemoved,
            @Nullable @Size(min = 2, max = 200) String escortName,
            @NotNull Boolean writtenInstructions,
            @NotNull Boolean emergencyNumber,
            @NotNull Boolean followUpTasks,
            @NotNull Boolean vitalsAccepted) {}

    /** @param contentHash what the discharging clinician signs: resource {@code /v1/sessions/{id}}, meaning DISCHARGES */
    @Schema(name = "DischargeAssessment")
    record AssessmentView(
            UUID id,
            String contentHash,
            List<BlockedBy> openForRecovery,
            List<BlockedBy> openForDischarge,
            List<String> waived,
            Instant assessedAt) {}

    /** One of the two own-worded questions at the end, 0 to 10. */
    @Schema(name = "ComfortAnswer")
    record Comfort(
            @NotNull @Pattern(regexp = "[A-Z][A-Z0-9_]{0,63}")
            String code,

            @NotNull @Min(0) @Max(10) Integer score) {}

    @Schema(name = "DischargeRequest")
    record Discharge(
            @NotNull UUID signatureId,
            @Nullable @Valid @Size(max = 2) List<@NotNull Comfort> comfort,
            @Nullable Instant occurredAt) {}

    @Schema(name = "NoteText")
    record Note(@NotNull @Size(min = 3, max = 20000) String body) {}

    /** @param contentHash what is signed: resource {@code /v1/sessions/{id}/note}, meaning AUTHORS */
    @Schema(name = "SessionNote")
    record NoteView(
            UUID id,
            UUID sessionId,
            String body,
            String contentHash,
            UUID writtenBy,
            Instant writtenAt,
            @Nullable UUID signedBy,
            @Nullable String signerName,
            @Nullable Instant signedAt,
            List<AddendumView> addenda) {}

    @Schema(name = "NoteAddendum")
    record AddendumView(UUID id, String body, UUID by, String byName, Instant writtenAt) {}

    @Schema(name = "SignNoteWith")
    record Sign(@NotEmpty @Size(max = 1) List<@NotNull UUID> signatureIds) {}

    /** Event data of DischargeCompleted. */
    record Completed(
            UUID patientId,
            UUID sessionId,
            int aldrete,
            String aldreteVariant,
            boolean escorted,
            @Nullable List<String> waivedPoints,
            long minutesObserved,
            @Nullable List<Comfort> comfort,
            Instant occurredAt) {}
}
