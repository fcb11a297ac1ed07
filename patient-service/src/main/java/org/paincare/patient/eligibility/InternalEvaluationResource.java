package org.paincare.patient.eligibility;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.paincare.patient.Actor;
import org.paincare.patient.Unchanging;
import org.paincare.platform.idempotency.Idempotency;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.identity.Open;
import org.paincare.platform.tenancy.CurrentClinic;
import org.paincare.platform.web.Answers;

/** Session-service asks with the facts of the day that its nurse took. */
@Path("/internal/patients/{patientId}/eligibility-evaluations")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class InternalEvaluationResource {

    private final Evaluations evaluations;
    private final Idempotency idempotency;
    private final CurrentCaller caller;
    private final CurrentClinic clinic;

    InternalEvaluationResource(
            Evaluations evaluations, Idempotency idempotency, CurrentCaller caller, CurrentClinic clinic) {
        this.evaluations = evaluations;
        this.idempotency = idempotency;
        this.caller = caller;
        this.clinic = clinic;
    }

    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = EvaluationJson.Full.class)))
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = EvaluationJson.Full.class)))
    @POST
    @Open(because = "service tokens only: the path is internal")
    @Operation(hidden = true)
    public Response evaluate(@PathParam("patientId") UUID patientId, @Valid @NotNull EvaluationJson.InternalAsk asked) {
        var ask = asked.ask();
        var by = asked.recordedBy() == null
                ? Actor.of(caller.get())
                : new Actor(asked.recordedBy().id(), asked.recordedBy().name());
        if (ask.isDryRun()) {
            return Answers.ok(evaluations.dryRun(patientId, ask, by));
        }
        return idempotency.once(asked, () -> {
            var stored = evaluations.evaluateOwn(patientId, ask, by);
            return Answers.created(
                    URI.create("/v1/patients/" + patientId + "/eligibility-evaluations/" + stored.id()),
                    new Unchanging(clinic.get(), stored.id()),
                    stored.full());
        });
    }
}
