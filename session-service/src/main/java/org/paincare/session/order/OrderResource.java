package org.paincare.session.order;

import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.InstantSource;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.idempotency.Idempotency;
import org.paincare.platform.identity.Allowed;
import org.paincare.platform.web.Answers;
import org.paincare.session.Language;
import org.paincare.session.care.Lifecycle;
import org.paincare.session.plan.ActivePlans;
import org.paincare.session.plan.PlanJson;
import org.paincare.session.plan.PreviewJson;

@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Dose orders")
class OrderResource {

    private final DoseOrders orders;
    private final OrderViews views;
    private final OrderJudge judge;
    private final Lifecycle lifecycle;
    private final ActivePlans plans;
    private final Idempotency idempotency;
    private final Language language;
    private final InstantSource clock;

    OrderResource(
            DoseOrders orders,
            OrderViews views,
            OrderJudge judge,
            Lifecycle lifecycle,
            ActivePlans plans,
            Idempotency idempotency,
            Language language,
            InstantSource clock) {
        this.orders = orders;
        this.views = views;
        this.judge = judge;
        this.lifecycle = lifecycle;
        this.plans = plans;
        this.idempotency = idempotency;
        this.language = language;
        this.clock = clock;
    }

    @APIResponseSchema(value = OrderJson.PreviewView.class, responseCode = "200")
    @POST
    @Path("/dose-order-previews")
    @Allowed(resource = "dose-order", action = "read")
    @Operation(
            summary = "What an order would come to, how that is computed, and every limit it touches; nothing is kept")
    @Transactional
    public Response preview(@Valid @NotNull OrderJson.PreviewAsked asked) {
        var session = lifecycle.find(asked.sessionId());
        var order = OrderDrafting.order(plans.get(session.planId()).content(), asked.order());
        var preview = judge.preview(session, order, clock.instant());
        return Answers.ok(new OrderJson.PreviewView(PreviewJson.of(preview, language)));
    }

    @APIResponseSchema(value = OrderJson.View.class, responseCode = "201")
    @POST
    @Path("/sessions/{sessionId}/dose-orders")
    @Allowed(resource = "dose-order", action = "create")
    @Operation(summary = "Order the dose of a session; a hard limit refuses it already now")
    public Response draft(@PathParam("sessionId") UUID sessionId, @Valid @NotNull OrderJson.Ask asked) {
        return idempotency.exactlyOnce(asked, () -> {
            var order = orders.draft(sessionId, asked);
            return Answers.created(URI.create("/v1/dose-orders/" + order.id()), order, views.full(order));
        });
    }

    @APIResponseSchema(OrderJson.View.class)
    @GET
    @Path("/dose-orders/{orderId}")
    @Allowed(resource = "dose-order", action = "read", checksOwner = true)
    @Operation(summary = "Read an order, and whether its signature covers it as it stands")
    @Transactional
    public Response get(@PathParam("orderId") UUID orderId, @Context Request request) {
        var order = orders.read(orderId);
        return Answers.read(request, order, views.full(order));
    }

    @APIResponseSchema(value = OrderJson.View.class, responseCode = "200")
    @PUT
    @Path("/dose-orders/{orderId}")
    @Allowed(resource = "dose-order", action = "create")
    @Operation(summary = "Edit an order; signatures given before are void")
    @Transactional
    public Response edit(
            @PathParam("orderId") UUID orderId,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull OrderJson.Ask asked) {
        var order = orders.edit(orderId, ifMatch, asked);
        return Answers.ok(order, views.full(order));
    }

    @APIResponseSchema(value = OrderJson.View.class, responseCode = "200")
    @POST
    @Path("/dose-orders/{orderId}/signatures")
    @Allowed(resource = "dose-order", action = "sign")
    @Operation(
            summary = "Put the order in force by the prescriber's signature (and a second one where a limit asks it)")
    public Response sign(
            @PathParam("orderId") UUID orderId,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull PlanJson.Sign sign) {
        return idempotency.once(sign, () -> {
            var order = orders.sign(orderId, ifMatch, sign.signatureIds());
            return Answers.ok(order, views.full(order));
        });
    }
}
