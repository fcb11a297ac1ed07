package org.paincare.platform.event;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.paincare.platform.identity.Allowed;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;

/** Has a service send its logged events again to one consumer. */
@Path("/v1/services/{service}/event-replays")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Operations")
public class EventReplayResource {

    private final EventReplay replay;
    private final String service;

    EventReplayResource(EventReplay replay, @ConfigProperty(name = "paincare.service") String service) {
        this.replay = replay;
        this.service = service;
    }

    /** @param afterId 0 for the whole log, else the {@code lastId} of the call before */
    public record Wanted(
            @NotNull @Pattern(regexp = "[a-z]{3,20}") String consumer,
            @NotNull @Min(0) Long afterId) {}

    @POST
    @Allowed(resource = "parked-event", action = "repair")
    @Operation(summary = "Send up to 5,000 logged events to one consumer's replay topic")
    public EventReplay.Replayed replay(@PathParam("service") String named, @Valid @NotNull Wanted wanted)
            throws SQLException, InterruptedException, ExecutionException {
        if (!service.equals(named)) {
            throw Problem.of(PlatformProblem.NOT_FOUND);
        }
        try {
            return replay.replay(wanted.consumer(), wanted.afterId());
        } catch (TimeoutException brokerAway) {
            throw Problem.of(PlatformProblem.UNAVAILABLE);
        }
    }
}
