package org.paincare.patient.enrolment;

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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.idempotency.Idempotency;
import org.paincare.platform.identity.Allowed;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.web.Answers;
import org.paincare.platform.web.Cursors;
import org.paincare.platform.web.Page;

/** Commands are posts to a noun and need {@code If-Match}; only a withdrawal, which is the patient's will, does not. */
@Path("/v1/enrolments")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Enrolments")
class EnrolmentResource {

    private final Enrolments enrolments;
    private final Idempotency idempotency;
    private final Cursors cursors;
    private final CurrentCaller caller;

    EnrolmentResource(Enrolments enrolments, Idempotency idempotency, Cursors cursors, CurrentCaller caller) {
        this.enrolments = enrolments;
        this.idempotency = idempotency;
        this.cursors = cursors;
        this.caller = caller;
    }

    @GET
    @Allowed(resource = "enrolment", action = "read", checksOwner = true)
    @Operation(summary = "List enrolments, all or of one state")
    public Page<EnrolmentJson.Summary> list(
            @QueryParam("state") @Nullable State state,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        int size = Cursors.limit(limit);
        var list = "enrolments|" + state;
        var keys = cursors.keys(cursor, caller.get(), list);
        var rows = enrolments.page(state, keys.isEmpty() ? null : UUID.fromString(keys.getFirst()), size + 1);
        return cursors.page(
                rows.stream().map(Enrolment::summary).toList(),
                size,
                caller.get(),
                list,
                row -> List.of(row.id().toString()));
    }

    @APIResponseSchema(EnrolmentJson.Full.class)
    @GET
    @Path("/{enrolmentId}")
    @Allowed(resource = "enrolment", action = "read", checksOwner = true)
    @Operation(summary = "Read an enrolment, its way so far and what may be done next")
    public Response get(@PathParam("enrolmentId") UUID id) {
        // Never 304: what may be done next changes with eligibility, not only with the enrolment.
        var full = enrolments.read(id);
        return Answers.ok(enrolments.entity(id), full);
    }

    @APIResponseSchema(value = EnrolmentJson.Full.class, responseCode = "200")
    @POST
    @Path("/{enrolmentId}/screening")
    @Allowed(resource = "enrolment", action = "write")
    @Operation(summary = "Start screening")
    public Response screening(
            @PathParam("enrolmentId") UUID id,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull EnrolmentJson.Step step) {
        return moved(id, Trigger.SCREENING_STARTED, step, ifMatch);
    }

    @APIResponseSchema(value = EnrolmentJson.Full.class, responseCode = "200")
    @POST
    @Path("/{enrolmentId}/decision")
    @Allowed(resource = "enrolment", action = "decide")
    @Operation(
            summary =
                    "Enrol (needs a programme evaluation that is ELIGIBLE), find ineligible, or record that they declined")
    public Response decision(
            @PathParam("enrolmentId") UUID id,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull EnrolmentJson.Decide decision) {
        return moved(id, decision.outcome().trigger(), decision, decision.step(), ifMatch);
    }

    @APIResponseSchema(value = EnrolmentJson.Full.class, responseCode = "200")
    @POST
    @Path("/{enrolmentId}/induction")
    @Allowed(resource = "enrolment", action = "decide")
    @Operation(summary = "Start induction; a plan or a session does so too")
    public Response induction(
            @PathParam("enrolmentId") UUID id,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull EnrolmentJson.Step step) {
        return moved(id, Trigger.INDUCTION_STARTED, step, ifMatch);
    }

    @APIResponseSchema(value = EnrolmentJson.Full.class, responseCode = "200")
    @POST
    @Path("/{enrolmentId}/maintenance")
    @Allowed(resource = "enrolment", action = "decide")
    @Operation(summary = "Start maintenance; a response after the series does so too")
    public Response maintenance(
            @PathParam("enrolmentId") UUID id,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull EnrolmentJson.Step step) {
        return moved(id, Trigger.MAINTENANCE_STARTED, step, ifMatch);
    }

    @APIResponseSchema(value = EnrolmentJson.Full.class, responseCode = "200")
    @POST
    @Path("/{enrolmentId}/pause")
    @Allowed(resource = "enrolment", action = "decide")
    @Operation(summary = "Pause treatment")
    public Response pause(
            @PathParam("enrolmentId") UUID id,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull EnrolmentJson.Step step) {
        return moved(id, Trigger.PAUSED, step, ifMatch);
    }

    @APIResponseSchema(value = EnrolmentJson.Full.class, responseCode = "200")
    @POST
    @Path("/{enrolmentId}/resume")
    @Allowed(resource = "enrolment", action = "decide")
    @Operation(summary = "Go on where treatment was paused")
    public Response resume(
            @PathParam("enrolmentId") UUID id,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull EnrolmentJson.Step step) {
        return moved(id, Trigger.RESUMED, step, ifMatch);
    }

    @APIResponseSchema(value = EnrolmentJson.Full.class, responseCode = "200")
    @POST
    @Path("/{enrolmentId}/completion")
    @Allowed(resource = "enrolment", action = "decide")
    @Operation(summary = "Complete the programme")
    public Response completion(
            @PathParam("enrolmentId") UUID id,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull EnrolmentJson.Step step) {
        return moved(id, Trigger.COMPLETED, step, ifMatch);
    }

    @APIResponseSchema(value = EnrolmentJson.Full.class, responseCode = "200")
    @POST
    @Path("/{enrolmentId}/loss")
    @Allowed(resource = "enrolment", action = "write")
    @Operation(summary = "Record that the patient is lost to follow-up")
    public Response loss(
            @PathParam("enrolmentId") UUID id,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull EnrolmentJson.Step step) {
        return moved(id, Trigger.LOST, step, ifMatch);
    }

    @APIResponseSchema(value = EnrolmentJson.Full.class, responseCode = "200")
    @POST
    @Path("/{enrolmentId}/withdrawal")
    @Allowed(resource = "enrolment", action = "write")
    @Operation(summary = "Record that the patient withdraws; needs no If-Match")
    public Response withdrawal(@PathParam("enrolmentId") UUID id, @Valid @NotNull EnrolmentJson.Step step) {
        return moved(id, Trigger.WITHDRAWN, step, null);
    }

    @APIResponseSchema(value = EnrolmentJson.Full.class, responseCode = "200")
    @POST
    @Path("/{enrolmentId}/re-referral")
    @Allowed(resource = "enrolment", action = "write")
    @Operation(summary = "Refer anew after an end")
    public Response reReferral(
            @PathParam("enrolmentId") UUID id,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull EnrolmentJson.Step step) {
        return moved(id, Trigger.RE_REFERRED, step, ifMatch);
    }

    private Response moved(UUID id, Trigger trigger, EnrolmentJson.Step step, @Nullable String ifMatch) {
        return moved(id, trigger, step, step, ifMatch);
    }

    private Response moved(UUID id, Trigger trigger, Object asked, EnrolmentJson.Step step, @Nullable String ifMatch) {
        return idempotency.once(asked, () -> {
            var enrolment = enrolments.command(id, trigger, step, ifMatch);
            return Answers.ok(enrolment, enrolments.json(enrolment));
        });
    }
}
