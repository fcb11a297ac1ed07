package org.paincare.session.pacing;

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
import org.paincare.platform.web.Page;

@Path("/v1/patients/{patientId}/pacing-proposals")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Pacing")
class PatientProposalsResource {

    private final Proposals proposals;

    PatientProposalsResource(Proposals proposals) {
        this.proposals = proposals;
    }

    @APIResponseSchema(value = PacingJson.View.class, responseDescription = Page.DESCRIBED)
    @GET
    @Allowed(resource = "programme-review", action = "read")
    @Operation(summary = "The pacing proposals of a patient, oldest first, with what was decided")
    public Response list(@PathParam("patientId") UUID patientId) {
        return Answers.ok(new Page<>(proposals.of(patientId), null));
    }
}
