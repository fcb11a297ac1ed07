package org.paincare.session.capacity;

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
@Tag(name = "Capacity")
class RetirementResource {

    private static final String BOOKINGS_STAY =
            "Nothing new is booked on it and no hold on it is confirmed. Bookings that begin after now are named and stay"
                    + " until they are moved; a task asks for each.";

    private final Retirements retirements;
    private final Idempotency idempotency;

    RetirementResource(Retirements retirements, Idempotency idempotency) {
        this.retirements = retirements;
        this.idempotency = idempotency;
    }

    @POST
    @Path("/clinics/{clinicId}/chairs/{chairId}/retirement")
    @Allowed(resource = "booking", action = "manage")
    @Operation(summary = "Take a chair out of use for good", description = BOOKINGS_STAY)
    public Response chair(
            @PathParam("clinicId") UUID clinicId,
            @PathParam("chairId") UUID chairId,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull CapacityJson.Retire asked) {
        return LostRaces.retried(() -> idempotency.once(asked, () -> {
            var retired = retirements.chair(clinicId, chairId, ifMatch, asked.reason());
            return Answers.ok(
                    retired.what(), new CapacityJson.RetiredView(retired.what().id(), retired.bookings()));
        }));
    }

    @POST
    @Path("/clinics/{clinicId}/monitors/{monitorId}/retirement")
    @Allowed(resource = "booking", action = "manage")
    @Operation(summary = "Take a monitor out of use for good", description = BOOKINGS_STAY)
    public Response monitor(
            @PathParam("clinicId") UUID clinicId,
            @PathParam("monitorId") UUID monitorId,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull CapacityJson.Retire asked) {
        return LostRaces.retried(() -> idempotency.once(asked, () -> {
            var retired = retirements.monitor(clinicId, monitorId, ifMatch, asked.reason());
            return Answers.ok(
                    retired.what(), new CapacityJson.RetiredView(retired.what().id(), retired.bookings()));
        }));
    }
}
