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
import org.paincare.platform.identity.Open;
import org.paincare.platform.web.Answers;

/** The other services ask at the point of use. */
@Path("/internal/patients/{patientId}/standing")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class InternalStandingResource {

    private final Standings standings;

    InternalStandingResource(Standings standings) {
        this.standings = standings;
    }

    @APIResponseSchema(Standings.Standing.class)
    @GET
    @Open(because = "service tokens only: the path is internal")
    @Operation(hidden = true)
    public Response get(@PathParam("patientId") UUID patientId) {
        return Answers.ok(standings.of(patientId));
    }
}
