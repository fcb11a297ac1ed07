package org.paincare.patient.eligibility;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
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
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.paincare.patient.Actor;
import org.paincare.patient.Unchanging;
import org.paincare.patient.eligibility.engine.EvaluationComparison;
import org.paincare.patient.eligibility.engine.Scope;
import org.paincare.platform.Text;
import org.paincare.platform.idempotency.Idempotency;
import org.paincare.platform.identity.Allowed;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.problem.Violation;
import org.paincare.platform.tenancy.CurrentClinic;
import org.paincare.platform.web.Answers;
import org.paincare.platform.web.Cursors;
import org.paincare.platform.web.Page;

@Path("/v1/patients/{patientId}/eligibility-evaluations")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Eligibility")
class EvaluationResource {

    private final Evaluations evaluations;
    private final Idempotency idempotency;
    private final Cursors cursors;
    private final CurrentCaller caller;
    private final CurrentClinic clinic;

    EvaluationResource(
            Evaluations evaluations,
            Idempotency idempotency,
            Cursors cursors,
            CurrentCaller caller,
            CurrentClinic clinic) {
        this.evaluations = evaluations;
        this.idempotency = idempotency;
        this.cursors = cursors;
        this.caller = caller;
        this.clinic = clinic;
    }

    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = EvaluationJson.Full.class)))
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = EvaluationJson.Full.class)))
    @POST
    @Allowed(resource = "eligibility", action = "evaluate")
    @Operation(
            summary =
                    "Evaluate eligibility for the programme (P) or a session (S); dryRun answers 200 and stores nothing")
    public Response evaluate(@PathParam("patientId") UUID patientId, @Valid @NotNull EvaluationJson.Ask ask) {
        var by = Actor.of(caller.get());
        if (ask.isDryRun()) {
            return Answers.ok(evaluations.dryRun(patientId, ask, by));
        }
        return idempotency.once(ask, () -> {
            var stored = evaluations.evaluate(patientId, ask, by);
            return Answers.created(
                    URI.create("/v1/patients/" + patientId + "/eligibility-evaluations/" + stored.id()),
                    new Unchanging(clinic.get(), stored.id()),
                    stored.full());
        });
    }

    @GET
    @Allowed(resource = "eligibility", action = "read")
    @Operation(summary = "Evaluations, newest first")
    public Page<EvaluationJson.Summary> list(
            @PathParam("patientId") UUID patientId,
            @QueryParam("scope") @Nullable Scope scope,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        int size = Cursors.limit(limit);
        var list = "evaluations|" + patientId + "|" + scope;
        var keys = cursors.keys(cursor, caller.get(), list);
        var rows = evaluations.page(patientId, scope, keys.isEmpty() ? null : Long.valueOf(keys.getFirst()), size + 1);
        var page = cursors.page(rows, size, caller.get(), list, row -> List.of(Long.toString(row.ordinal())));
        return new Page<>(page.items().stream().map(StoredEvaluation::summary).toList(), page.next());
    }

    @APIResponseSchema(EvaluationComparison.class)
    @GET
    @Path("/comparison")
    @Allowed(resource = "eligibility", action = "read")
    @Operation(summary = "What differs between two evaluations of the patient")
    public Response compare(
            @PathParam("patientId") UUID patientId,
            @QueryParam("before") @Nullable UUID before,
            @QueryParam("after") @Nullable UUID after) {
        if (before == null || after == null) {
            throw Problem.of(
                    PlatformProblem.MALFORMED_PARAMETER,
                    new Violation(
                            before == null ? "before" : "after",
                            "REQUIRED",
                            new Text("The id of an evaluation", "El id de una evaluación")));
        }
        return Answers.ok(evaluations.compare(patientId, before, after));
    }

    @APIResponseSchema(EvaluationJson.Full.class)
    @GET
    @Path("/{evaluationId}")
    @Allowed(resource = "eligibility", action = "read")
    @Operation(summary = "Read an evaluation with every rule's answer and explanation")
    public Response get(
            @PathParam("patientId") UUID patientId,
            @PathParam("evaluationId") UUID evaluationId,
            @Context Request request) {
        var stored = evaluations.read(patientId, evaluationId);
        return Answers.read(request, new Unchanging(clinic.get(), evaluationId), stored.full());
    }

    /** The snapshot as it was stored. */
    @Schema(name = "EligibilitySnapshot", type = org.eclipse.microprofile.openapi.annotations.enums.SchemaType.OBJECT)
    public record Snapshot(@JsonValue @JsonRawValue String json) {}

    @APIResponseSchema(EvaluationResource.Snapshot.class)
    @GET
    @Path("/{evaluationId}/snapshot")
    @Allowed(resource = "eligibility", action = "read")
    @Operation(summary = "Everything the evaluation looked at, as it was then")
    public Response snapshot(
            @PathParam("patientId") UUID patientId,
            @PathParam("evaluationId") UUID evaluationId,
            @Context Request request) {
        return Answers.read(
                request,
                new Unchanging(clinic.get(), evaluationId),
                new Snapshot(evaluations.snapshot(patientId, evaluationId)));
    }
}
