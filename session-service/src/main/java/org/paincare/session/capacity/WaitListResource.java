package org.paincare.session.capacity;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
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
import org.paincare.platform.web.Cursors;
import org.paincare.platform.web.Page;

@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Capacity")
class WaitListResource {

    private final WaitList list;
    private final SeriesProposals series;
    private final Idempotency idempotency;

    WaitListResource(WaitList list, SeriesProposals series, Idempotency idempotency) {
        this.list = list;
        this.series = series;
        this.idempotency = idempotency;
    }

    @APIResponseSchema(value = CapacityJson.WaitView.class, responseCode = "201")
    @POST
    @Path("/clinics/{clinicId}/wait-list")
    @Allowed(resource = "booking", action = "manage")
    @Operation(
            summary = "Put a patient on the wait list for freed places",
            description = "A place that comes free is held for the first whom it suits (priority, then time of joining)"
                    + " and a task asks to call; what is not confirmed in time goes to the next.")
    public Response add(@PathParam("clinicId") UUID clinicId, @Valid @NotNull CapacityJson.Wait asked) {
        return idempotency.once(asked, () -> {
            var entry = list.add(clinicId, asked);
            return Answers.created(
                    URI.create("/v1/clinics/" + clinicId + "/wait-list/" + entry.id()), entry, entry.view());
        });
    }

    @GET
    @Path("/clinics/{clinicId}/wait-list")
    @Allowed(resource = "booking", action = "manage")
    @Operation(summary = "Who waits or has an offer, in the order in which places are offered")
    public Page<CapacityJson.WaitView> list(
            @PathParam("clinicId") UUID clinicId, @QueryParam("limit") @Nullable Integer limit) {
        return new Page<>(
                list.open(clinicId, Cursors.limit(limit)).stream()
                        .map(WaitListEntry::view)
                        .toList(),
                null);
    }

    @APIResponseSchema(value = CapacityJson.WaitView.class, responseCode = "200")
    @POST
    @Path("/clinics/{clinicId}/wait-list/{entryId}/withdrawal")
    @Allowed(resource = "booking", action = "manage")
    @Operation(summary = "Take a patient off the wait list")
    public Response withdraw(
            @PathParam("clinicId") UUID clinicId,
            @PathParam("entryId") UUID entryId,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull CapacityJson.Withdraw asked) {
        return idempotency.once(asked, () -> {
            var entry = list.withdraw(clinicId, entryId, ifMatch, asked);
            return Answers.ok(entry, entry.view());
        });
    }

    @APIResponseSchema(value = CapacityJson.Proposals.class, responseCode = "200")
    @POST
    @Path("/plans/{planId}/series-proposals")
    @Allowed(resource = "booking", action = "manage")
    @Operation(
            summary = "Dates and chairs for the sessions of a plan that are not booked yet; nothing is kept",
            description =
                    "At the time wanted, else at the nearest time of that day, else on a later day; never sooner than"
                            + " the plan's spacing. Clock times hold across changes to and from daylight saving.")
    public Response propose(@PathParam("planId") UUID planId, @Valid @NotNull CapacityJson.Series asked) {
        return Answers.ok(series.propose(planId, asked));
    }
}
