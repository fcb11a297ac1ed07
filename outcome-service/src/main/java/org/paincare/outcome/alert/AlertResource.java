package org.paincare.outcome.alert;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.paincare.outcome.safety.AlertLife;
import org.paincare.platform.idempotency.Idempotency;
import org.paincare.platform.identity.Allowed;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.web.Answers;
import org.paincare.platform.web.Cursors;
import org.paincare.platform.web.Page;

@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Safety alerts")
class AlertResource {

    private final AlertBook book;
    private final Cursors cursors;
    private final CurrentCaller caller;
    private final Idempotency idempotency;

    AlertResource(AlertBook book, Cursors cursors, CurrentCaller caller, Idempotency idempotency) {
        this.book = book;
        this.cursors = cursors;
        this.caller = caller;
        this.idempotency = idempotency;
    }

    @GET
    @Path("/patients/{patientId}/safety-alerts")
    @Allowed(resource = "safety-alert", action = "read")
    @APIResponse(
            responseCode = "200",
            description = Page.DESCRIBED,
            content = @Content(schema = @Schema(anyOf = {AlertJson.Full.class, AlertJson.Notice.class})))
    @Operation(summary = "A patient's safety alerts, latest first; a patient sees that there is one")
    public Response ofPatient(
            @PathParam("patientId") UUID patientId,
            @QueryParam("state") @Nullable AlertLife state,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return list(patientId, state, limit, cursor);
    }

    @GET
    @Path("/safety-alerts")
    @Allowed(resource = "safety-alert", action = "read", checksOwner = true)
    @APIResponse(
            responseCode = "200",
            description = Page.DESCRIBED,
            content = @Content(schema = @Schema(anyOf = {AlertJson.Full.class, AlertJson.Notice.class})))
    @Operation(summary = "The clinic's safety alerts, latest first")
    public Response ofClinic(
            @QueryParam("state") @Nullable AlertLife state,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return list(caller.ownRecordsOnly() ? caller.get().patientId() : null, state, limit, cursor);
    }

    private Response list(
            @Nullable UUID patient, @Nullable AlertLife state, @Nullable Integer limit, @Nullable String cursor) {
        int most = Cursors.limit(limit);
        var list = "safety-alerts|" + patient + "|" + state;
        var found = book.page(patient, state, cursors.keys(cursor, caller.get(), list), most + 1);
        var page = cursors.page(
                found,
                most,
                caller.get(),
                list,
                seen -> List.of(
                        seen.row().raisedAt().toString(), seen.row().id().toString()));
        return Answers.ok(
                new Page<>(page.items().stream().map(AlertBook.Seen::json).toList(), page.next()));
    }

    @GET
    @Path("/safety-alerts/{alertId}")
    @Allowed(resource = "safety-alert", action = "read", checksOwner = true)
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(anyOf = {AlertJson.Full.class, AlertJson.Notice.class})))
    @Operation(summary = "One safety alert, what was done about it and what may be done now")
    public Response get(@PathParam("alertId") UUID alertId, @Context Request request) {
        var seen = book.read(alertId);
        return Answers.read(request, seen.row(), seen.json());
    }

    @POST
    @Path("/safety-alerts/{alertId}/acknowledgement")
    @Allowed(resource = "safety-alert", action = "acknowledge")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(anyOf = {AlertJson.Full.class, AlertJson.Notice.class})))
    @Operation(summary = "Say that you have seen it; never refused for a missing If-Match")
    public Response acknowledge(
            @PathParam("alertId") UUID alertId, @Valid @NotNull AlertJson.Acknowledgement acknowledgement) {
        return command(alertId, AlertLife.Command.ACKNOWLEDGE, null, acknowledgement, acknowledgement.note());
    }

    @POST
    @Path("/safety-alerts/{alertId}/action")
    @Allowed(resource = "safety-alert", action = "act")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(anyOf = {AlertJson.Full.class, AlertJson.Notice.class})))
    @Operation(summary = "Record what was done about it; may be repeated")
    public Response act(
            @PathParam("alertId") UUID alertId,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull AlertJson.Note note) {
        return command(alertId, AlertLife.Command.ACT, ifMatch, note, note.note());
    }

    @POST
    @Path("/safety-alerts/{alertId}/closure")
    @Allowed(resource = "safety-alert", action = "act")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(anyOf = {AlertJson.Full.class, AlertJson.Notice.class})))
    @Operation(summary = "Close it after an action, with the reason")
    public Response close(
            @PathParam("alertId") UUID alertId,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull AlertJson.Note note) {
        return command(alertId, AlertLife.Command.CLOSE, ifMatch, note, note.note());
    }

    private Response command(
            UUID id, AlertLife.Command command, @Nullable String ifMatch, Object body, @Nullable String note) {
        return idempotency.once(body, () -> {
            var seen = book.command(id, command, ifMatch, note);
            return Answers.ok(seen.row(), seen.json());
        });
    }
}
