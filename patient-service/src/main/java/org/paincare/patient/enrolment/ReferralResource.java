package org.paincare.patient.enrolment;

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
import java.net.URI;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.paincare.platform.idempotency.Idempotency;
import org.paincare.platform.identity.Allowed;
import org.paincare.platform.web.Answers;
import org.paincare.platform.web.Page;

@Path("/v1/patients/{patientId}/enrolments")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Enrolments")
class ReferralResource {

    private final Enrolments enrolments;
    private final Idempotency idempotency;

    ReferralResource(Enrolments enrolments, Idempotency idempotency) {
        this.enrolments = enrolments;
        this.idempotency = idempotency;
    }

    @APIResponseSchema(value = EnrolmentJson.Full.class, responseCode = "201")
    @POST
    @Allowed(resource = "enrolment", action = "create")
    @Operation(summary = "Refer a patient to the programme")
    public Response refer(@PathParam("patientId") UUID patientId, @Valid @NotNull EnrolmentJson.Refer referral) {
        return idempotency.once(referral, () -> {
            var enrolment = enrolments.refer(patientId, referral);
            return Answers.created(
                    URI.create("/v1/enrolments/" + enrolment.id()), enrolment, enrolments.json(enrolment));
        });
    }

    @GET
    @Allowed(resource = "enrolment", action = "read")
    @Operation(summary = "The patient's enrolments")
    public Page<EnrolmentJson.Summary> list(@PathParam("patientId") UUID patientId) {
        return new Page<>(
                enrolments.listOf(patientId).stream().map(Enrolment::summary).toList(), null);
    }
}
