package org.paincare.platform.event;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.paincare.platform.identity.Allowed;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.tenancy.Tenancy;
import org.paincare.platform.web.Page;

/** What an operator sees of events that could not be taken, and how they are tried again once the cause is mended. */
@Path("/v1/services/{service}/parked-events")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Operations")
public class ParkedEventsResource {

    private final ParkedEvents parked;
    private final Inbox inbox;
    private final String service;

    ParkedEventsResource(ParkedEvents parked, Inbox inbox, @ConfigProperty(name = "paincare.service") String service) {
        this.parked = parked;
        this.inbox = inbox;
        this.service = service;
    }

    /** Names the stream to try again. */
    public record Stream(
            @NotNull UUID clinicId,
            @NotNull @Pattern(regexp = "/paincare/[a-z]+") String source,
            @NotNull UUID streamId) {}

    /** @param taken how many events of the stream, in order, now had their effect */
    public record Retried(int taken) {}

    @GET
    @Allowed(resource = "parked-event", action = "read")
    @Operation(summary = "List parked events of a service, without their content")
    public Page<ParkedEvents.Parked> list(@PathParam("service") String named) throws SQLException {
        mustBe(named);
        List<ParkedEvents.Parked> rows = parked.list();
        return new Page<>(rows, null);
    }

    @POST
    @Path("/retries")
    @Allowed(resource = "parked-event", action = "repair")
    @Operation(summary = "Try the parked events of one stream again, in order, up to the first that fails")
    public Retried retry(@PathParam("service") String named, @Valid @NotNull Stream stream) {
        mustBe(named);
        return new Retried(Tenancy.apartFromTheRequest(
                () -> inbox.replayParked(stream.clinicId(), stream.source(), stream.streamId())));
    }

    private void mustBe(String named) {
        if (!service.equals(named)) {
            throw Problem.of(PlatformProblem.NOT_FOUND);
        }
    }
}
