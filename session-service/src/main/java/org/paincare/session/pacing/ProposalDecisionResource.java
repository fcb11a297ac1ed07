package org.paincare.session.pacing;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
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

@Path("/v1/pacing-proposals/{proposalId}/decision")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Pacing")
class ProposalDecisionResource {

    private final Proposals proposals;
    private final Idempotency idempotency;

    ProposalDecisionResource(Proposals proposals, Idempotency idempotency) {
        this.proposals = proposals;
        this.idempotency = idempotency;
    }

    @APIResponseSchema(value = PacingJson.View.class, responseCode = "200")
    @POST
    @Allowed(resource = "programme-review", action = "decide")
    @Operation(summary = "Accept, change or refuse a proposal; what is accepted is a draft until it is signed")
    public Response decide(@PathParam("proposalId") UUID proposalId, @Valid @NotNull PacingJson.Decide asked) {
        return idempotency.exactlyOnce(asked, () -> Answers.ok(proposals.decide(proposalId, asked)));
    }
}
