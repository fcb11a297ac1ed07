package org.paincare.session.scale;

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
import org.paincare.platform.web.Page;

@Path("/v1/sessions/{sessionId}/scales")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Observations")
class ScaleResource {

    private final Scales scales;
    private final Idempotency idempotency;

    ScaleResource(Scales scales, Idempotency idempotency) {
        this.scales = scales;
        this.idempotency = idempotency;
    }

    @APIResponseSchema(value = ScaleJson.Taken.class, responseCode = "201")
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Allowed(resource = "observation", action = "create")
    @Operation(
            summary = "Take a scale by its answers: scored at once, and a reading like any other",
            description =
                    "CADSS-23 (23 items 0 to 4) comes to CADSS23 and CADSS6; CADSS-6 (items 1, 2, 6, 7, 15, 22), RASS (-5 to"
                            + " 4), MOAA-S (0 to 5) and PAIN-NRS (0 to 10) to the reading of that name; ALDRETE-MOD (5 items"
                            + " 0 to 2) is kept as a scale. Answers that cannot be scored are refused with the item.")
    public Response take(@PathParam("sessionId") UUID sessionId, @Valid @NotNull ScaleJson.Answered answered) {
        return idempotency.once(answered, () -> Answers.created(scales.take(sessionId, answered)));
    }

    @GET
    @Allowed(resource = "observation", action = "read")
    @Operation(summary = "The scales of a session that were taken by their answers, by time")
    public Page<ScaleJson.Taken> list(@PathParam("sessionId") UUID sessionId) {
        return new Page<>(scales.of(sessionId), null);
    }
}
