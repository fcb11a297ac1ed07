package org.paincare.patient.history;

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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.paincare.patient.Unchanging;
import org.paincare.platform.idempotency.Idempotency;
import org.paincare.platform.identity.Allowed;
import org.paincare.platform.tenancy.CurrentClinic;
import org.paincare.platform.web.Answers;

@Path("/v1/patients/{patientId}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Headache history")
class HistoryResource {

    private final Histories histories;
    private final PriorTreatments treatments;
    private final Idempotency idempotency;
    private final CurrentClinic clinic;

    HistoryResource(Histories histories, PriorTreatments treatments, Idempotency idempotency, CurrentClinic clinic) {
        this.histories = histories;
        this.treatments = treatments;
        this.idempotency = idempotency;
        this.clinic = clinic;
    }

    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = HistoryJson.History.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = HistoryJson.History.class)))
    @PUT
    @Path("/headache-history")
    @Allowed(resource = "facts", action = "amend")
    @Operation(summary = "Say the whole headache history, or change it (If-Match); every version is kept")
    public Response put(
            @PathParam("patientId") UUID patientId,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull HistoryJson.Content said) {
        return idempotency.once(said, () -> {
            var put = histories.put(patientId, ifMatch, said);
            var history = put.history();
            return put.isNew()
                    ? Answers.created(
                            URI.create("/v1/patients/" + patientId + "/headache-history"),
                            history,
                            histories.json(history))
                    : Answers.ok(history, histories.json(history));
        });
    }

    @APIResponseSchema(HistoryJson.History.class)
    @GET
    @Path("/headache-history")
    @Allowed(resource = "facts", action = "read")
    @Operation(summary = "Read the headache history as it stands")
    public Response get(@PathParam("patientId") UUID patientId, @Context Request request) {
        var history = histories.read(patientId);
        return Answers.read(request, history, histories.json(history));
    }

    @APIResponseSchema(HistoryJson.Versions.class)
    @GET
    @Path("/headache-history/versions")
    @Allowed(resource = "facts", action = "read")
    @Operation(summary = "Every version of the headache history, newest first")
    public Response versions(@PathParam("patientId") UUID patientId) {
        return Answers.ok(new HistoryJson.Versions(histories.versions(patientId)));
    }

    @APIResponseSchema(value = HistoryJson.Recorded.class, responseCode = "201")
    @POST
    @Path("/prior-treatments")
    @Allowed(resource = "facts", action = "create")
    @Operation(summary = "Record a preventive trial; whether it was adequate and failed is worked out")
    public Response record(@PathParam("patientId") UUID patientId, @Valid @NotNull HistoryJson.Treatment said) {
        return idempotency.once(said, () -> {
            var trial = treatments.record(patientId, said);
            return Answers.created(
                    URI.create("/v1/patients/" + patientId + "/prior-treatments/" + trial.id()),
                    new Unchanging(clinic.get(), trial.id()),
                    trial);
        });
    }

    @APIResponseSchema(HistoryJson.Treatments.class)
    @GET
    @Path("/prior-treatments")
    @Allowed(resource = "facts", action = "read")
    @Operation(summary = "The preventive trials that stand, with the classes that failed")
    public Response list(@PathParam("patientId") UUID patientId) {
        return Answers.ok(treatments.list(patientId));
    }

    @APIResponseSchema(HistoryJson.Recorded.class)
    @GET
    @Path("/prior-treatments/{treatmentId}")
    @Allowed(resource = "facts", action = "read")
    @Operation(summary = "Read a preventive trial")
    public Response get(@PathParam("patientId") UUID patientId, @PathParam("treatmentId") UUID treatmentId) {
        // Never 304: what was recorded stays, but a trial that goes on becomes adequate with time.
        return Answers.ok(new Unchanging(clinic.get(), treatmentId), treatments.read(patientId, treatmentId));
    }
}
