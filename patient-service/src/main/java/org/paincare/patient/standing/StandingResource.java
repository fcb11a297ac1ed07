package org.paincare.patient.standing;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.paincare.platform.identity.Allowed;
import org.paincare.platform.web.Answers;

@Path("/v1/patients/{patientId}/standing")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Standing")
class StandingResource {

    private final Standings standings;

    StandingResource(Standings standings) {
        this.standings = standings;
    }

    @APIResponseSchema(Standings.Standing.class)
    @GET
    @Allowed(resource = "eligibility", action = "read-decision")
    @Operation(summary = "Eligibility by scope, consents by purpose, stop facts, enrolment, weight, payer, aliases")
    public Response get(@PathParam("patientId") UUID patientId) {
        return Answers.ok(standings.of(patientId));
    }
}
