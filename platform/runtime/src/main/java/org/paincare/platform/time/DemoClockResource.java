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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.paincare.platform.due.Timer;
import org.paincare.platform.event.Quiet;
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
    private final Quiet quiet;

    DemoClockResource(DomainClock clock, Timer timer, Quiet quiet) {
        this.clock = clock;
        this.timer = timer;
        this.quiet = quiet;
    }

    /** @param offsetSeconds added to real time; negative is the past, ten years at most either way */
    public record Move(
            @NotNull @Min(-315_360_000) @Max(315_360_000) Long offsetSeconds) {}

    public record Moved(Instant now) {}

    /**
     * @param done   due rows done by this call
     * @param unsent events the relay has still to send
     * @param taken  whether every event that was with the broker has had its effect here
     */
    public record Drained(int done, long unsent, boolean taken) {}

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
    public Drained drain() throws SQLException, InterruptedException {
        mustBeDemo();
        var taken = quiet.awaitTaken();
        return new Drained(Tenancy.apartFromTheRequest(timer::runDue), quiet.unsent(), taken);
    }

    private void mustBeDemo() {
        if (!clock.isMovable()) {
            throw Problem.of(PlatformProblem.NOT_FOUND);
        }
    }
}
