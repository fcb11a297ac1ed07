package org.paincare.platform.time;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.due.Timer;
import org.paincare.platform.event.EventProgress;
import org.paincare.platform.identity.Open;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.tenancy.Tenancy;

/**
 * Moves a demo installation's clinical time, and drains due work so that nothing is jumped over. Answers 404 wherever
 * {@code PAINCARE_DEMO} is not true.
 */
@Path("/internal/demo")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class DemoClockResource {

    private final DomainClock clock;
    private final Timer timer;
    private final EventProgress events;

    DemoClockResource(DomainClock clock, Timer timer, EventProgress events) {
        this.clock = clock;
        this.timer = timer;
        this.events = events;
    }

    /** @param offsetSeconds added to real time; negative is the past, ten years at most either way */
    public record Move(
            @NotNull @Min(-315_360_000) @Max(315_360_000) Long offsetSeconds) {}

    public record Moved(Instant now) {}

    /**
     * @param done      due rows done by this call
     * @param now       the domain's time here
     * @param nextDueAt when the next due work falls due, absent where none waits
     * @param told      events this service has appended so far
     * @param taken     events that had their effect here, by source
     */
    public record Drained(int done, Instant now, @Nullable Instant nextDueAt, long told, Map<String, Long> taken) {}

    @PUT
    @Path("/clock")
    @Open(because = "service tokens only: the path is internal")
    @Operation(hidden = true)
    public Moved move(@Valid @NotNull Move move) {
        mustBeDemo();
        clock.move(Duration.ofSeconds(move.offsetSeconds()));
        return new Moved(clock.instant());
    }

    @POST
    @Path("/drain")
    @Open(because = "service tokens only: the path is internal")
    @Operation(hidden = true)
    public Drained drain() throws SQLException {
        mustBeDemo();
        int done = Tenancy.apartFromTheRequest(timer::runDue);
        return new Drained(done, clock.instant(), timer.nextDueAt().orElse(null), events.told(), events.taken());
    }

    private void mustBeDemo() {
        if (!clock.isMovable()) {
            throw Problem.of(PlatformProblem.NOT_FOUND);
        }
    }
}
