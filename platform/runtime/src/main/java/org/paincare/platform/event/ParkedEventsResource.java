package org.paincare.platform.event;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.paincare.platform.identity.Allowed;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.tenancy.Tenancy;
import org.paincare.platform.web.Page;

/**
 * What an operator sees of events that could not be taken, how they are tried again once the cause is mended, and how two
 * operators give one up that never can be.
 */
@Path("/v1/services/{service}/parked-events")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Operations")
public class ParkedEventsResource {

    private final ParkedEvents parked;
    private final DiscardedEvents discarded;
    private final Inbox inbox;
    private final CurrentCaller caller;
    private final String service;

    ParkedEventsResource(
            ParkedEvents parked,
            DiscardedEvents discarded,
            Inbox inbox,
            CurrentCaller caller,
            @ConfigProperty(name = "paincare.service") String service) {
        this.parked = parked;
        this.discarded = discarded;
        this.inbox = inbox;
        this.caller = caller;
        this.service = service;
    }

    /** Names the stream to try again. */
    public record Stream(
            @NotNull UUID clinicId,
            @NotNull @Pattern(regexp = "/paincare/[a-z]+") String source,
            @NotNull UUID streamId) {}

    /** @param taken how many events of the stream, in order, now had their effect */
    public record Retried(int taken) {}

    /** Names the event to give up, by its place in its stream. */
    public record Unwanted(
            @NotNull UUID clinicId,
            @NotNull @Pattern(regexp = "/paincare/[a-z]+") String source,
            @NotNull UUID streamId,
            @NotNull @Min(1) Long sequence,
            @NotNull @Size(min = 10, max = 500) String reason) {}

    /** The clinic whose event it is. */
    public record Agreement(@NotNull UUID clinicId) {}

    @GET
    @Allowed(resource = "parked-event", action = "read")
    @Operation(summary = "List parked events of a service, without their content")
    public Page<ParkedEvents.Parked> list(@PathParam("service") String named) throws SQLException {
        mustBe(named);
        return new Page<>(parked.list(), null);
    }

    @GET
    @Path("/{eventId}/shape")
    @Allowed(resource = "parked-event", action = "read")
    @Operation(
            summary = "Show the shape of a parked event",
            description =
                    "Every field by name; instead of each value the word for its kind, so that no content is seen.")
    public JsonNode shape(
            @PathParam("service") String named,
            @PathParam("eventId") UUID event,
            @NotNull @QueryParam("clinicId") UUID clinic) {
        mustBe(named);
        return Tenancy.apartFromTheRequest(() -> parked.shape(clinic, event))
                .orElseThrow(() -> Problem.of(PlatformProblem.NOT_FOUND));
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

    @GET
    @Path("/discards")
    @Allowed(resource = "parked-event", action = "read")
    @Operation(summary = "List events given up, or asked to be, newest first, without their content")
    public Page<DiscardedEvents.Discard> discards(@PathParam("service") String named) throws SQLException {
        mustBe(named);
        return new Page<>(discarded.list(), null);
    }

    @POST
    @Path("/discards")
    @Allowed(resource = "parked-event", action = "discard")
    @Operation(
            summary = "Ask for the event that holds its stream up to be given up",
            description =
                    "Nothing changes until a second operator agrees. 404 where the service has nothing of the stream,"
                            + " 409 EVENT_NOT_NEXT where the event is not parked or another holds the stream up. Asked again, the"
                            + " first request is answered.")
    public DiscardedEvents.Discard ask(@PathParam("service") String named, @Valid @NotNull Unwanted unwanted) {
        mustBe(named);
        var by = caller.get();
        return Tenancy.apartFromTheRequest(() -> discarded.ask(
                by,
                unwanted.clinicId(),
                unwanted.source(),
                unwanted.streamId(),
                unwanted.sequence(),
                unwanted.reason()));
    }

    @POST
    @Path("/discards/{discardId}/agreement")
    @Allowed(resource = "parked-event", action = "discard")
    @Operation(
            summary = "Agree, as a second operator: the event is given up and kept, the stream goes on",
            description =
                    "409 SECOND_PERSON_REQUIRED for whoever asked, 409 EVENT_NOT_NEXT where the event was taken in the"
                            + " meantime.")
    public DiscardedEvents.Discard agree(
            @PathParam("service") String named,
            @PathParam("discardId") UUID discard,
            @Valid @NotNull Agreement agreement) {
        mustBe(named);
        var by = caller.get();
        return Tenancy.apartFromTheRequest(() -> discarded.agree(by, agreement.clinicId(), discard));
    }

    private void mustBe(String named) {
        if (!service.equals(named)) {
            throw Problem.of(PlatformProblem.NOT_FOUND);
        }
    }
}
