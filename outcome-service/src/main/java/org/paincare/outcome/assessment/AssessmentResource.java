package org.paincare.outcome.assessment;

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
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.paincare.outcome.Days;
import org.paincare.outcome.calendar.AssessmentState;
import org.paincare.platform.idempotency.Idempotency;
import org.paincare.platform.identity.Allowed;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.web.Answers;
import org.paincare.platform.web.Cursors;
import org.paincare.platform.web.Page;

@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Assessments")
class AssessmentResource {

    private final Assessments assessments;
    private final Cursors cursors;
    private final CurrentCaller caller;
    private final Idempotency idempotency;

    AssessmentResource(Assessments assessments, Cursors cursors, CurrentCaller caller, Idempotency idempotency) {
        this.assessments = assessments;
        this.cursors = cursors;
        this.caller = caller;
        this.idempotency = idempotency;
    }

    @APIResponseSchema(value = AssessmentJson.Status.class, responseDescription = Page.DESCRIBED)
    @GET
    @Path("/patients/{patientId}/assessments")
    @Allowed(resource = "answers", action = "read-status")
    @Operation(summary = "A patient's assessments by the time they are due, without their answers")
    public Response list(
            @PathParam("patientId") UUID patientId,
            @QueryParam("state") @Nullable AssessmentState state,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        int most = Cursors.limit(limit);
        var list = "assessments|" + patientId + "|" + state;
        var found = assessments.page(patientId, state, cursors.keys(cursor, caller.get(), list), most + 1);
        return Answers.ok(cursors.page(
                found,
                most,
                caller.get(),
                list,
                one -> List.of(one.dueAt().toString(), one.id().toString())));
    }

    @APIResponseSchema(value = AssessmentJson.Status.class, responseDescription = Page.DESCRIBED)
    @GET
    @Path("/assessments")
    @Allowed(resource = "answers", action = "read-status", checksOwner = true)
    @Operation(
            summary = "The clinic's assessments by the time they are due, without their answers: a day's calls",
            description =
                    "state is OPEN where absent; from and to are local days of the clinic, both included, by the time"
                            + " an assessment is due. A patient sees their own. Errors: 400 MALFORMED_PARAMETER, INVALID_CURSOR.")
    public Response due(
            @QueryParam("state") @Nullable AssessmentState state,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        int most = Cursors.limit(limit);
        var asked = state == null ? AssessmentState.OPEN : state;
        var first = from == null ? null : Days.parse("from", from);
        var last = to == null ? null : Days.parse("to", to);
        var list = "assessments-due|" + asked + "|" + first + "|" + last;
        var found = assessments.due(asked, first, last, cursors.keys(cursor, caller.get(), list), most + 1);
        return Answers.ok(cursors.page(
                found,
                most,
                caller.get(),
                list,
                one -> List.of(one.dueAt().toString(), one.id().toString())));
    }

    @APIResponseSchema(value = AssessmentJson.Full.class, responseCode = "201")
    @POST
    @Path("/patients/{patientId}/assessments")
    @Allowed(resource = "answers", action = "create")
    @Operation(
            summary = "Open an assessment outside the calendar, for a week from now",
            description = "Errors: 404 INSTRUMENT_NOT_FOUND, NOT_FOUND.")
    public Response open(@PathParam("patientId") UUID patientId, @Valid @NotNull AssessmentJson.AdHoc wanted) {
        return idempotency.once(wanted, () -> {
            var seen = assessments.open(patientId, wanted);
            return Answers.created(URI.create("/v1/assessments/" + seen.row().id()), seen.row(), seen.json());
        });
    }

    @APIResponseSchema(AssessmentJson.Full.class)
    @GET
    @Path("/assessments/{assessmentId}")
    @Allowed(resource = "answers", action = "read", checksOwner = true)
    @Operation(summary = "One assessment with every save of its answers")
    public Response get(@PathParam("assessmentId") UUID assessmentId, @Context Request request) {
        var seen = assessments.read(assessmentId);
        return Answers.read(request, seen.row(), seen.json());
    }

    @APIResponseSchema(value = AssessmentJson.Saved.class, responseDescription = Page.DESCRIBED)
    @GET
    @Path("/assessments/{assessmentId}/answers")
    @Allowed(resource = "answers", action = "read", checksOwner = true)
    @Operation(summary = "Every save of the answers, latest first")
    public Response answers(@PathParam("assessmentId") UUID assessmentId, @Context Request request) {
        var seen = assessments.read(assessmentId);
        return Answers.read(
                request,
                seen.row(),
                new org.paincare.platform.web.Page<>(seen.json().answers(), null));
    }

    @APIResponseSchema(value = AssessmentJson.Full.class, responseCode = "201")
    @POST
    @Path("/assessments/{assessmentId}/answers")
    @Allowed(resource = "answers", action = "create", checksOwner = true)
    @Operation(
            summary = "Save answers as a draft, submit them, or amend what was submitted",
            description =
                    "If-Match with the assessment's ETag. A draft is looked at for danger too; the answer to a question about self-harm"
                            + " names whom to call. An amendment needs submit and a reason; every save is kept. Errors: 400, 403"
                            + " ANSWERED_BY_STAFF, 404, 409 ASSESSMENT_NOT_OPEN, 412, 422 ANSWER_INVALID, ITEMS_MALFORMED, ITEM_UNKNOWN,"
                            + " SOURCE_NOT_ALLOWED, REASON_REQUIRED, TIME_IN_FUTURE, 428.")
    public Response answer(
            @PathParam("assessmentId") UUID assessmentId,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull AssessmentJson.Save save) {
        return idempotency.once(save, () -> {
            var seen = assessments.answer(assessmentId, ifMatch, save);
            return Answers.created(URI.create("/v1/assessments/" + assessmentId + "/answers"), seen.row(), seen.json());
        });
    }
}
