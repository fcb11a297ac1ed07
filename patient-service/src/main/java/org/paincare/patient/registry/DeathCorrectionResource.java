package org.paincare.patient.registry;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.paincare.platform.idempotency.Idempotency;
import org.paincare.platform.identity.Allowed;
import org.paincare.platform.web.Answers;

@Path("/v1/patients/{patientId}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Patients")
class DeathCorrectionResource {

    private final DeathCorrections corrections;
    private final Idempotency idempotency;

    DeathCorrectionResource(DeathCorrections corrections, Idempotency idempotency) {
        this.corrections = corrections;
        this.idempotency = idempotency;
    }

    @APIResponseSchema(value = DeathCorrectionJson.ToSign.class, responseCode = "200")
    @POST
    @Path("/death-correction-previews")
    @Allowed(resource = "demographics", action = "write")
    @Operation(
            summary = "What to have signed to take back a death that was recorded by mistake; stores nothing",
            description =
                    "contentHash is SHA-256 over DEATH_CORRECTION, the patient's id, the recorded day of death"
                            + " (YYYY-MM-DD) and the reason, joined by newlines. 409 DEATH_NOT_RECORDED where no death is recorded.")
    public Response preview(
            @PathParam("patientId") UUID patientId, @Valid @NotNull DeathCorrectionJson.Preview wanted) {
        return Answers.ok(corrections.preview(patientId, wanted.reason()));
    }

    @APIResponseSchema(value = DeathCorrectionJson.Full.class, responseCode = "201")
    @POST
    @Path("/death-corrections")
    @Allowed(resource = "demographics", action = "write")
    @Operation(
            summary = "Take back a death that was recorded by mistake; the person may be treated again",
            description =
                    "Signed by a medical director, or by two different people who are prescriber, head nurse or medical"
                            + " director; 409 SECOND_PERSON_REQUIRED where one alone of the others signed. The reason has 10 to 500"
                            + " characters. Nothing is deleted: the death stays in the patient's versions. Told as PatientDeathCorrected,"
                            + " so that the stop falls in every service; the enrolment goes on in the state it had, its deadline counted"
                            + " from now. Cancelled bookings are not made anew. 409 DEATH_NOT_RECORDED where no death is recorded.")
    public Response correct(
            @PathParam("patientId") UUID patientId, @Valid @NotNull DeathCorrectionJson.Correct wanted) {
        return idempotency.once(wanted, () -> Answers.created(corrections.correct(patientId, wanted)));
    }

    @APIResponseSchema(DeathCorrectionJson.Listed.class)
    @GET
    @Path("/death-corrections")
    @Allowed(resource = "demographics", action = "read")
    @Operation(summary = "Deaths of this patient that were taken back: by whom, why, on whose signatures; newest first")
    public Response list(@PathParam("patientId") UUID patientId) {
        return Answers.ok(new DeathCorrectionJson.Listed(corrections.of(patientId)));
    }
}
