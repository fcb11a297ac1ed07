package org.paincare.session.order;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.idempotency.Idempotency;
import org.paincare.platform.identity.Allowed;
import org.paincare.platform.web.Answers;

@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Dose orders")
class SpokenOrderResource {

    private final DoseOrders orders;
    private final OrderViews views;
    private final Idempotency idempotency;

    SpokenOrderResource(DoseOrders orders, OrderViews views, Idempotency idempotency) {
        this.orders = orders;
        this.views = views;
        this.idempotency = idempotency;
    }

    @POST
    @Path("/sessions/{sessionId}/verbal-order-previews")
    @Allowed(resource = "dose-order", action = "verbal")
    @Operation(
            summary = "What a prescriber's word comes to, and the hash that the second person signs; nothing is kept",
            description = "Refuses already what no word may order (DOSE_LIMIT, VERBAL_ORDER_INCOMPLETE).")
    public Response preview(@PathParam("sessionId") UUID sessionId, @Valid @NotNull OrderJson.Spoken asked) {
        return Answers.ok(orders.previewVerbal(sessionId, asked));
    }

    @POST
    @Path("/sessions/{sessionId}/verbal-orders")
    @Allowed(resource = "dose-order", action = "verbal")
    @Operation(
            summary = "Put an order in force on the word of a named prescriber, read back and heard by a second person",
            description =
                    "The second person signs (meaning HEARD) the hash that the preview shows. A limit that asks for a"
                            + " second signature is refused (DOSE_NEEDS_REASON): it needs the prescriber's own. The prescriber signs"
                            + " within 24 h at /v1/dose-orders/{orderId}/signatures; a task asks for it, and the session does not"
                            + " close before, unless a prescriber sets it aside with a reason.")
    public Response record(@PathParam("sessionId") UUID sessionId, @Valid @NotNull OrderJson.Verbal asked) {
        return idempotency.exactlyOnce(asked, () -> {
            var order = orders.recordVerbal(sessionId, asked);
            return Answers.created(URI.create("/v1/dose-orders/" + order.id()), order, views.full(order));
        });
    }

    @POST
    @Path("/dose-orders/{orderId}/verifications")
    @Allowed(resource = "dose-order", action = "verify")
    @Operation(
            summary = "A pharmacist verifies an order in force, or queries it",
            description =
                    "Signed (meaning VERIFIES) over the order's contentHash; any edit asks for another. A query needs a"
                            + " note, becomes the prescriber's task and keeps the session from READY and the start. Where the clinic"
                            + " asks for verification (setting PHARMACIST_VERIFIES_ORDERS=true), so does a missing one.")
    public Response verify(
            @PathParam("orderId") UUID orderId,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull OrderJson.Verify asked) {
        return idempotency.once(asked, () -> {
            var order = orders.verify(orderId, ifMatch, asked);
            return Answers.ok(order, views.full(order));
        });
    }
}
