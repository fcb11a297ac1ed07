package org.paincare.patient.laboratory;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.idempotency.Idempotency;
import org.paincare.platform.identity.Allowed;
import org.paincare.platform.web.Answers;

@Path("/v1/patients/{patientId}/lab-results")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Laboratory")
class LabResource {

    private final LabResults results;
    private final Idempotency idempotency;

    LabResource(LabResults results, Idempotency idempotency) {
        this.results = results;
        this.idempotency = idempotency;
    }

    @POST
    @Allowed(resource = "facts", action = "create")
    @Operation(
            summary = "Record laboratory results and electrocardiograms, at most 50: all of them or none",
            description =
                    "In the laboratory's own units: ALT and AST in U/L with its upper limit of normal, bilirubin and"
                            + " creatinine in mg/dL or umol/L, eGFR in mL/min/{1.73_m2}, hCG in m[IU]/mL or [IU]/L, QTc in ms with"
                            + " the rhythm. What rules read of it is recorded as a fact in the same moment. 422 LAB_RESULT_REFUSED,"
                            + " FACT_REFUSED; 409 LAB_RESULT_ALREADY_SUPERSEDED, FACT_ALREADY_SUPERSEDED, PATIENT_DECEASED.")
    public Response record(@PathParam("patientId") UUID patientId, @Valid @NotNull LabJson.Results said) {
        return idempotency.once(said, () -> Answers.created(new LabJson.Listed(results.record(patientId, said))));
    }

    @GET
    @Allowed(resource = "facts", action = "read")
    @Operation(summary = "The results, newest sample first, of one analyte where it is named; at most 100")
    public Response list(@PathParam("patientId") UUID patientId, @QueryParam("analyte") @Nullable String analyte) {
        return Answers.ok(new LabJson.Listed(results.list(patientId, analyte)));
    }
}
