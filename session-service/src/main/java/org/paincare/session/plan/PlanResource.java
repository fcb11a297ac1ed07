package org.paincare.session.plan;

import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.net.URI;
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
@Tag(name = "Plans")
class PlanResource {

    private final Plans plans;
    private final PlanViews views;
    private final Idempotency idempotency;

    PlanResource(Plans plans, PlanViews views, Idempotency idempotency) {
        this.plans = plans;
        this.views = views;
        this.idempotency = idempotency;
    }

    @APIResponseSchema(value = PlanJson.Full.class, responseCode = "201")
    @POST
    @Path("/patients/{patientId}/plans")
    @Allowed(resource = "plan", action = "create")
    @Operation(summary = "Draft a plan from a protocol")
    public Response draft(@PathParam("patientId") UUID patientId, @Valid @NotNull PlanJson.Draft asked) {
        return idempotency.once(asked, () -> {
            var plan = plans.draft(patientId, asked);
            return Answers.created(URI.create("/v1/plans/" + plan.id()), plan, views.full(plan));
        });
    }

    @GET
    @Path("/patients/{patientId}/plans")
    @Allowed(resource = "plan", action = "read")
    @Operation(summary = "The plans of a patient, oldest first")
    @Transactional
    public Page<PlanJson.Summary> list(@PathParam("patientId") UUID patientId) {
        return new Page<>(plans.of(patientId).stream().map(views::summary).toList(), null);
    }

    @APIResponseSchema(PlanJson.Full.class)
    @GET
    @Path("/plans/{planId}")
    @Allowed(resource = "plan", action = "read", checksOwner = true)
    @Operation(summary = "Read a plan: the revision in force, the draft, and what a session would give")
    @Transactional
    public Response get(@PathParam("planId") UUID planId, @Context Request request) {
        var plan = plans.read(planId);
        return Answers.read(request, plan, views.full(plan));
    }

    @APIResponseSchema(value = PlanJson.Full.class, responseCode = "200")
    @POST
    @Path("/plans/{planId}/signatures")
    @Allowed(resource = "plan", action = "sign")
    @Operation(
            summary = "Put the draft in force by the prescriber's signature (and a second one where a limit asks it)")
    public Response sign(
            @PathParam("planId") UUID planId,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull PlanJson.Sign sign) {
        return idempotency.once(sign, () -> answer(plans.sign(planId, ifMatch, sign.signatureIds())));
    }

    @APIResponseSchema(value = PlanJson.Full.class, responseCode = "201")
    @POST
    @Path("/plans/{planId}/revisions")
    @Allowed(resource = "plan", action = "create")
    @Operation(summary = "Draft the next revision, with its reason and what it rests on")
    public Response revise(
            @PathParam("planId") UUID planId,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull PlanJson.Revise asked) {
        return idempotency.once(asked, () -> {
            var plan = plans.revise(planId, ifMatch, asked);
            return Answers.created(URI.create("/v1/plans/" + planId), plan, views.full(plan));
        });
    }

    @APIResponseSchema(value = PlanJson.Full.class, responseCode = "200")
    @POST
    @Path("/plans/{planId}/hold")
    @Allowed(resource = "plan", action = "create")
    @Operation(summary = "Hold the plan: nothing is booked or ordered under it until it is resumed")
    public Response hold(
            @PathParam("planId") UUID planId,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull PlanJson.Hold why) {
        return idempotency.once(why, () -> answer(plans.hold(planId, ifMatch, why)));
    }

    @APIResponseSchema(value = PlanJson.Full.class, responseCode = "200")
    @POST
    @Path("/plans/{planId}/resume")
    @Allowed(resource = "plan", action = "create")
    @Operation(summary = "Resume a plan on hold")
    public Response resume(
            @PathParam("planId") UUID planId,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull PlanJson.Hold why) {
        return idempotency.once(why, () -> answer(plans.resume(planId, ifMatch, why)));
    }

    @APIResponseSchema(value = PlanJson.Full.class, responseCode = "200")
    @POST
    @Path("/plans/{planId}/end")
    @Allowed(resource = "plan", action = "create")
    @Operation(summary = "End the plan for good")
    public Response end(
            @PathParam("planId") UUID planId,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull PlanJson.End why) {
        return idempotency.once(why, () -> answer(plans.end(planId, ifMatch, why)));
    }

    private Response answer(Plan plan) {
        return Answers.ok(plan, views.full(plan));
    }
}
