package org.paincare.session.care;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.identity.Allowed;
import org.paincare.session.treatment.Command;

@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Sessions")
class SessionResource {

    private final Sessions sessions;
    private final SessionViews views;
    private final Standing standing;
    private final SessionCommands commands;

    SessionResource(Sessions sessions, SessionViews views, Standing standing, SessionCommands commands) {
        this.sessions = sessions;
        this.views = views;
        this.standing = standing;
        this.commands = commands;
    }

    @APIResponseSchema(SessionJson.Full.class)
    @GET
    @Path("/sessions/{sessionId}")
    @Allowed(resource = "session", action = "read", checksOwner = true)
    @Operation(summary = "Read a session: where it stands, what is open, what may be done next")
    public Response get(@PathParam("sessionId") UUID sessionId, @Context Request request) {
        sessions.read(sessionId);
        return views.read(request, sessionId);
    }

    @APIResponseSchema(value = SessionJson.Full.class, responseCode = "200")
    @POST
    @Path("/sessions/{sessionId}/check-in")
    @Allowed(resource = "session", action = "amend")
    @Operation(summary = "The patient is here")
    public Response checkIn(
            @PathParam("sessionId") UUID sessionId,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull SessionJson.CheckIn asked) {
        return commands.once(sessionId, asked, () -> sessions.checkIn(sessionId, ifMatch, asked));
    }

    @APIResponseSchema(value = SessionJson.Full.class, responseCode = "200")
    @POST
    @Path("/sessions/{sessionId}/responsible-nurse")
    @Allowed(resource = "session", action = "amend")
    @Operation(summary = "Name the nurse who is responsible")
    public Response responsible(
            @PathParam("sessionId") UUID sessionId,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull SessionJson.Responsible asked) {
        return commands.once(
                sessionId, asked, () -> sessions.makeResponsible(sessionId, ifMatch, asked.responsibleNurseId()));
    }

    @APIResponseSchema(value = SessionJson.Full.class, responseCode = "200")
    @POST
    @Path("/sessions/{sessionId}/pre-checks")
    @Allowed(resource = "session", action = "amend")
    @Operation(summary = "Answer pre-check items; a later answer replaces an earlier one")
    public Response preCheck(@PathParam("sessionId") UUID sessionId, @Valid @NotNull SessionJson.PreChecks asked) {
        return commands.once(sessionId, asked, () -> sessions.preCheck(sessionId, asked));
    }

    @APIResponseSchema(value = SessionJson.Full.class, responseCode = "200")
    @POST
    @Path("/sessions/{sessionId}/waivers")
    @Allowed(resource = "session", action = "amend")
    @Operation(summary = "Set a point aside with a reason, where its row lets your role do so")
    public Response waive(@PathParam("sessionId") UUID sessionId, @Valid @NotNull SessionJson.WaiverAsked asked) {
        return commands.once(sessionId, asked, () -> sessions.waive(sessionId, asked));
    }

    @APIResponseSchema(value = SessionJson.Full.class, responseCode = "200")
    @POST
    @Path("/sessions/{sessionId}/ready")
    @Allowed(resource = "session", action = "amend")
    @Operation(
            summary = "Everything is checked: ready to start. Asks patient-service whether the patient may be treated")
    public Response ready(
            @PathParam("sessionId") UUID sessionId,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid SessionJson.@Nullable Step asked) {
        var reply = standing.ask(sessionId);
        var step = orNow(asked);
        return commands.once(sessionId, step, () -> sessions.ready(sessionId, ifMatch, step, reply));
    }

    @APIResponseSchema(value = SessionJson.Full.class, responseCode = "200")
    @POST
    @Path("/sessions/{sessionId}/cancellation")
    @Allowed(resource = "booking", action = "manage")
    @Operation(summary = "Cancel the session and give its place back")
    public Response cancel(
            @PathParam("sessionId") UUID sessionId,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull SessionJson.Cancel asked) {
        return commands.once(
                sessionId,
                asked,
                () -> sessions.doesNotTakePlace(
                        sessionId, Command.CANCEL, ifMatch, asked.reason(), asked.explanation(), asked.occurredAt()));
    }

    @APIResponseSchema(value = SessionJson.Full.class, responseCode = "200")
    @POST
    @Path("/sessions/{sessionId}/abort")
    @Allowed(resource = "session", action = "amend")
    @Operation(summary = "Abort at pre-check: not today")
    public Response abort(
            @PathParam("sessionId") UUID sessionId,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull SessionJson.Cancel asked) {
        return commands.once(
                sessionId,
                asked,
                () -> sessions.doesNotTakePlace(
                        sessionId,
                        Command.ABORT_PRECHECK,
                        ifMatch,
                        asked.reason(),
                        asked.explanation(),
                        asked.occurredAt()));
    }

    @APIResponseSchema(value = SessionJson.Full.class, responseCode = "200")
    @POST
    @Path("/sessions/{sessionId}/no-show")
    @Allowed(resource = "session", action = "amend")
    @Operation(summary = "The patient did not come")
    public Response noShow(
            @PathParam("sessionId") UUID sessionId,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid SessionJson.@Nullable Step asked) {
        var step = orNow(asked);
        return commands.once(
                sessionId,
                step,
                () -> sessions.doesNotTakePlace(
                        sessionId, Command.MARK_NO_SHOW, ifMatch, null, step.reason(), step.occurredAt()));
    }

    @APIResponseSchema(value = SessionJson.Full.class, responseCode = "200")
    @POST
    @Path("/sessions/{sessionId}/transfer")
    @Allowed(resource = "session", action = "amend")
    @Operation(summary = "Transferred to an emergency department or ward; never refused for paperwork")
    public Response transfer(@PathParam("sessionId") UUID sessionId, @Valid SessionJson.@Nullable Step asked) {
        return step(sessionId, Command.TRANSFER, null, asked);
    }

    @APIResponseSchema(value = SessionJson.Full.class, responseCode = "200")
    @POST
    @Path("/sessions/{sessionId}/death")
    @Allowed(resource = "session", action = "amend")
    @Operation(summary = "The patient died in the session")
    public Response death(@PathParam("sessionId") UUID sessionId, @Valid SessionJson.@Nullable Step asked) {
        return step(sessionId, Command.RECORD_DEATH, null, asked);
    }

    @APIResponseSchema(value = SessionJson.Full.class, responseCode = "200")
    @POST
    @Path("/sessions/{sessionId}/departure")
    @Allowed(resource = "session", action = "amend")
    @Operation(summary = "The patient leaves against advice: signed refusal, or two witnesses")
    public Response leave(
            @PathParam("sessionId") UUID sessionId,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull SessionJson.Leave asked) {
        return commands.once(sessionId, asked, () -> sessions.leave(sessionId, ifMatch, asked));
    }

    @APIResponseSchema(value = SessionJson.Full.class, responseCode = "200")
    @POST
    @Path("/sessions/{sessionId}/close")
    @Allowed(resource = "session", action = "amend")
    @Operation(summary = "Close the record: drug accounted for, note signed")
    public Response close(
            @PathParam("sessionId") UUID sessionId,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid SessionJson.@Nullable Step asked) {
        return step(sessionId, Command.CLOSE, ifMatch, asked);
    }

    private Response step(UUID sessionId, Command command, @Nullable String ifMatch, SessionJson.@Nullable Step asked) {
        var step = orNow(asked);
        return commands.once(sessionId, step, () -> sessions.step(sessionId, command, ifMatch, step));
    }

    private static SessionJson.Step orNow(SessionJson.@Nullable Step asked) {
        return asked == null ? SessionJson.Step.NOW : asked;
    }
}
