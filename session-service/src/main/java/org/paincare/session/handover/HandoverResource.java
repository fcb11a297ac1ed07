package org.paincare.session.handover;

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
import org.jspecify.annotations.Nullable;
import org.paincare.platform.idempotency.Idempotency;
import org.paincare.platform.identity.Allowed;
import org.paincare.platform.web.Answers;
import org.paincare.platform.web.Page;

@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Handover")
class HandoverResource {

    private final Handovers handovers;
    private final Idempotency idempotency;

    HandoverResource(Handovers handovers, Idempotency idempotency) {
        this.handovers = handovers;
        this.idempotency = idempotency;
    }

    @APIResponseSchema(value = HandoverJson.View.class, responseCode = "201")
    @POST
    @Path("/sessions/{sessionId}/handovers")
    @Allowed(resource = "session", action = "amend")
    @Operation(
            summary =
                    "Offer a running session to another nurse: by its responsible nurse, or a head nurse in their place."
                            + " Nothing moves until the other accepts; one offer at a time")
    public Response offer(@PathParam("sessionId") UUID sessionId, @Valid @NotNull HandoverJson.Offer asked) {
        return idempotency.once(asked, () -> Answers.created(handovers.offer(sessionId, asked)));
    }

    @GET
    @Path("/sessions/{sessionId}/handovers")
    @Allowed(resource = "observation", action = "read")
    @Operation(summary = "The handovers of a session, by time")
    public Page<HandoverJson.View> of(@PathParam("sessionId") UUID sessionId) {
        return new Page<>(handovers.of(sessionId), null);
    }

    @APIResponseSchema(value = HandoverJson.View.class, responseCode = "200")
    @POST
    @Path("/handovers/{handoverId}/acceptance")
    @Allowed(resource = "session", action = "amend")
    @Operation(
            summary = "Take the session over, with its alarms: by the next nurse's own token, or with their signature"
                    + " (meaning ACCEPTS over the handover's hash) on another's tablet")
    public Response accept(@PathParam("handoverId") UUID handoverId, @Valid HandoverJson.@Nullable Accept asked) {
        var body = asked == null ? new HandoverJson.Accept(null) : asked;
        return idempotency.once(body, () -> Answers.ok(handovers.accept(handoverId, body)));
    }

    @APIResponseSchema(value = HandoverJson.View.class, responseCode = "200")
    @POST
    @Path("/handovers/{handoverId}/refusal")
    @Allowed(resource = "session", action = "amend")
    @Operation(summary = "Say no to a handover, with the reason; the session stays where it is")
    public Response refuse(@PathParam("handoverId") UUID handoverId, @Valid @NotNull HandoverJson.Decline asked) {
        return idempotency.once(asked, () -> Answers.ok(handovers.refuse(handoverId, asked.reason())));
    }

    @APIResponseSchema(value = HandoverJson.View.class, responseCode = "200")
    @POST
    @Path("/handovers/{handoverId}/withdrawal")
    @Allowed(resource = "session", action = "amend")
    @Operation(summary = "Take an offer back, with the reason: by who offered, or a head nurse")
    public Response withdraw(@PathParam("handoverId") UUID handoverId, @Valid @NotNull HandoverJson.Decline asked) {
        return idempotency.once(asked, () -> Answers.ok(handovers.withdraw(handoverId, asked.reason())));
    }
}
