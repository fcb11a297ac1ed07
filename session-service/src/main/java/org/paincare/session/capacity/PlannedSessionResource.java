package org.paincare.session.capacity;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
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
import org.paincare.platform.idempotency.Idempotency;
import org.paincare.platform.identity.Allowed;
import org.paincare.platform.web.Answers;

@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Capacity")
class PlannedSessionResource {

    private final PlannedSessions planned;
    private final Idempotency idempotency;

    PlannedSessionResource(PlannedSessions planned, Idempotency idempotency) {
        this.planned = planned;
        this.idempotency = idempotency;
    }

    @POST
    @Path("/plans/{planId}/sessions")
    @Allowed(resource = "booking", action = "create")
    @Operation(
            summary = "Plan a session of the series for a day, before its place is booked",
            description =
                    "dueOn is a day of the clinic's zone, from today to a year away. The session is PLANNED until a booking"
                            + " names it (sessionId); a task asks for one where the day is a week gone. Refuses SERIES_COMPLETE"
                            + " beyond the sessions of the plan, PLAN_NOT_ACTIVE.")
    public Response plan(@PathParam("planId") UUID planId, @Valid @NotNull BookingJson.PlanSession asked) {
        return idempotency.once(asked, () -> {
            var session = planned.plan(planId, asked.dueOn());
            return Answers.created(
                    URI.create("/v1/sessions/" + session.id()),
                    session,
                    new BookingJson.PlannedSession(
                            session.id(),
                            session.patientId(),
                            planId,
                            session.seriesIndex(),
                            session.state().name(),
                            asked.dueOn()));
        });
    }
}
