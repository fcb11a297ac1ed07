package org.paincare.session.discharge;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.idempotency.Idempotency;
import org.paincare.platform.identity.Allowed;
import org.paincare.platform.web.Answers;
import org.paincare.platform.web.Page;
import org.paincare.session.care.SessionCommands;
import org.paincare.session.care.SessionJson;

@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Recovery and discharge")
class DischargeResource {

    private final Recoveries recoveries;
    private final Discharges discharges;
    private final Notes notes;
    private final SessionCommands commands;
    private final Idempotency idempotency;

    DischargeResource(
            Recoveries recoveries,
            Discharges discharges,
            Notes notes,
            SessionCommands commands,
            Idempotency idempotency) {
        this.recoveries = recoveries;
        this.discharges = discharges;
        this.notes = notes;
        this.commands = commands;
        this.idempotency = idempotency;
    }

    @APIResponseSchema(value = DischargeJson.ScoreView.class, responseCode = "201")
    @POST
    @Path("/sessions/{sessionId}/recovery-scores")
    @Allowed(resource = "session", action = "amend")
    @Operation(summary = "Score recovery (modified Aldrete, blood pressure in mmHg from baseline)")
    public Response score(@PathParam("sessionId") UUID sessionId, @Valid @NotNull DischargeJson.Score seen) {
        return idempotency.once(seen, () -> Answers.created(recoveries.score(sessionId, seen)));
    }

    @GET
    @Path("/sessions/{sessionId}/recovery-scores")
    @Allowed(resource = "observation", action = "read")
    @Operation(summary = "The recovery scores of a session, by time")
    public Page<DischargeJson.ScoreView> scores(@PathParam("sessionId") UUID sessionId) {
        return new Page<>(recoveries.views(sessionId), null);
    }

    @APIResponseSchema(value = DischargeJson.AssessmentView.class, responseCode = "201")
    @POST
    @Path("/sessions/{sessionId}/discharge-assessments")
    @Allowed(resource = "session", action = "amend")
    @Operation(
            summary = "What is seen of a patient who wants to go; answers every point still open, and what is signed")
    public Response assess(@PathParam("sessionId") UUID sessionId, @Valid @NotNull DischargeJson.Assess seen) {
        return idempotency.once(seen, () -> Answers.created(discharges.assess(sessionId, seen)));
    }

    @APIResponseSchema(value = SessionJson.Full.class, responseCode = "200")
    @POST
    @Path("/sessions/{sessionId}/discharge-readiness")
    @Allowed(resource = "session", action = "amend")
    @Operation(summary = "Recovered: ready for discharge")
    public Response ready(
            @PathParam("sessionId") UUID sessionId,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid SessionJson.@Nullable Step asked) {
        return commands.once(
                sessionId,
                asked,
                () -> discharges.makeReady(sessionId, ifMatch, asked == null ? null : asked.occurredAt()));
    }

    @APIResponseSchema(value = SessionJson.Full.class, responseCode = "200")
    @POST
    @Path("/sessions/{sessionId}/recovery-return")
    @Allowed(resource = "session", action = "amend")
    @Operation(
            summary = "Back to recovery: the patient got worse",
            description = "Scores and assessments of before count no more: the gate is passed anew.")
    public Response back(
            @PathParam("sessionId") UUID sessionId,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid SessionJson.@Nullable Step asked) {
        var step = asked == null ? SessionJson.Step.NOW : asked;
        return commands.once(sessionId, step, () -> discharges.backToRecovery(sessionId, ifMatch, step));
    }

    @APIResponseSchema(value = SessionJson.Full.class, responseCode = "200")
    @POST
    @Path("/sessions/{sessionId}/discharge")
    @Allowed(resource = "session", action = "amend")
    @Operation(summary = "Let the patient go, signed over the last assessment; refused with every point still open")
    public Response discharge(
            @PathParam("sessionId") UUID sessionId,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull DischargeJson.Discharge asked) {
        return commands.once(sessionId, asked, () -> discharges.discharge(sessionId, ifMatch, asked));
    }

    @APIResponseSchema(value = DischargeJson.NoteView.class, responseCode = "200")
    @PUT
    @Path("/sessions/{sessionId}/note")
    @Allowed(resource = "session", action = "amend")
    @Operation(summary = "Write the note, until it is signed")
    public Response write(@PathParam("sessionId") UUID sessionId, @Valid @NotNull DischargeJson.Note note) {
        return Answers.ok(notes.write(sessionId, note.body()));
    }

    @APIResponseSchema(DischargeJson.NoteView.class)
    @GET
    @Path("/sessions/{sessionId}/note")
    @Allowed(resource = "observation", action = "read")
    @Operation(summary = "The note with its addenda")
    public Response note(@PathParam("sessionId") UUID sessionId) {
        return Answers.ok(notes.read(sessionId));
    }

    @APIResponseSchema(value = DischargeJson.NoteView.class, responseCode = "200")
    @POST
    @Path("/sessions/{sessionId}/note/signatures")
    @Allowed(resource = "session", action = "amend")
    @Operation(summary = "Sign the note; from then on only addenda")
    public Response sign(@PathParam("sessionId") UUID sessionId, @Valid @NotNull DischargeJson.Sign sign) {
        return idempotency.once(
                sign, () -> Answers.ok(notes.sign(sessionId, sign.signatureIds().getFirst())));
    }

    @APIResponseSchema(value = DischargeJson.NoteView.class, responseCode = "201")
    @POST
    @Path("/sessions/{sessionId}/note/addenda")
    @Allowed(resource = "session", action = "amend")
    @Operation(
            summary = "Add to a signed note, whatever became of the session",
            description = "409 NOTE_UNSIGNED before the note is signed: until then it is rewritten.")
    public Response add(@PathParam("sessionId") UUID sessionId, @Valid @NotNull DischargeJson.Note note) {
        return idempotency.once(note, () -> Answers.created(notes.add(sessionId, note.body())));
    }
}
