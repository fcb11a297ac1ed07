package org.paincare.session.capacity;

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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.Text;
import org.paincare.platform.idempotency.Idempotency;
import org.paincare.platform.identity.Allowed;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.problem.Violation;
import org.paincare.platform.web.Answers;
import org.paincare.platform.web.Cursors;
import org.paincare.platform.web.Page;
import org.paincare.platform.web.Rfc3339;

@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Capacity")
class DayResource {

    private static final Duration A_MONTH = Duration.ofDays(31);

    private final CapacityPolicies policies;
    private final Monitors monitors;
    private final Closures closures;
    private final Roster roster;
    private final Idempotency idempotency;
    private final InstantSource clock;

    DayResource(
            CapacityPolicies policies,
            Monitors monitors,
            Closures closures,
            Roster roster,
            Idempotency idempotency,
            InstantSource clock) {
        this.policies = policies;
        this.monitors = monitors;
        this.closures = closures;
        this.roster = roster;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    @APIResponseSchema(CapacityJson.PolicyView.class)
    @GET
    @Path("/clinics/{clinicId}/capacity-policy")
    @Allowed(resource = "booking", action = "read")
    @Operation(summary = "Opening hours, minutes around an infusion, ratios; version 0 are defaults that bind nobody")
    public Response policy(@PathParam("clinicId") UUID clinicId) {
        return tagged(policies.read(clinicId));
    }

    @APIResponseSchema(value = CapacityJson.PolicyView.class, responseCode = "200")
    @PUT
    @Path("/clinics/{clinicId}/capacity-policy")
    @Allowed(resource = "booking", action = "manage")
    @Operation(
            summary = "Set how the clinic runs its day; every version is kept",
            description =
                    "If-Match names the version last read, \"v0\" for the first. Bookings there are stay as they are.")
    public Response setPolicy(
            @PathParam("clinicId") UUID clinicId,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull CapacityJson.Policy asked) {
        return tagged(policies.set(clinicId, ifMatch, asked));
    }

    private static Response tagged(CapacityJson.PolicyView view) {
        return Response.fromResponse(Answers.ok(view))
                .header(HttpHeaders.ETAG, "\"v" + view.version() + "\"")
                .build();
    }

    @APIResponseSchema(value = CapacityJson.MonitorView.class, responseCode = "201")
    @POST
    @Path("/clinics/{clinicId}/monitors")
    @Allowed(resource = "booking", action = "manage")
    @Operation(summary = "Add a monitor")
    public Response addMonitor(@PathParam("clinicId") UUID clinicId, @Valid @NotNull BookingJson.NewChair asked) {
        return idempotency.once(asked, () -> {
            var monitor = monitors.add(clinicId, asked.name());
            return Answers.created(
                    URI.create("/v1/clinics/" + clinicId + "/monitors/" + monitor.id()), monitor, monitor.view());
        });
    }

    @GET
    @Path("/clinics/{clinicId}/monitors")
    @Allowed(resource = "booking", action = "read")
    @Operation(summary = "The clinic's monitors, by name")
    public Page<CapacityJson.MonitorView> monitors(@PathParam("clinicId") UUID clinicId) {
        return new Page<>(monitors.all(clinicId).stream().map(Monitor::view).toList(), null);
    }

    @APIResponseSchema(value = CapacityJson.ClosureView.class, responseCode = "201")
    @POST
    @Path("/clinics/{clinicId}/closures")
    @Allowed(resource = "booking", action = "manage")
    @Operation(
            summary = "Close the clinic, or one chair, from one time to another",
            description =
                    "Refuses new bookings from now on; bookings that fall into it are named and a task asks for each.")
    public Response close(@PathParam("clinicId") UUID clinicId, @Valid @NotNull CapacityJson.Close asked) {
        return LostRaces.retried(() -> idempotency.once(asked, () -> {
            var closure = closures.close(clinicId, asked);
            return Answers.created(URI.create("/v1/clinics/" + clinicId + "/closures/" + closure.id()), closure);
        }));
    }

    @GET
    @Path("/clinics/{clinicId}/closures")
    @Allowed(resource = "booking", action = "read")
    @Operation(summary = "Closures in force that reach into a time; the month from now without one")
    public Page<CapacityJson.ClosureView> closures(
            @PathParam("clinicId") UUID clinicId,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("limit") @Nullable Integer limit) {
        var begin = begin(from);
        return new Page<>(
                closures.between(clinicId, begin, end(to, begin), Cursors.limit(limit)).stream()
                        .map(closure -> closure.view(null))
                        .toList(),
                null);
    }

    @APIResponseSchema(value = CapacityJson.ClosureView.class, responseCode = "200")
    @POST
    @Path("/clinics/{clinicId}/closures/{closureId}/cancellation")
    @Allowed(resource = "booking", action = "manage")
    @Operation(summary = "Open again after all")
    public Response open(
            @PathParam("clinicId") UUID clinicId,
            @PathParam("closureId") UUID closureId,
            @HeaderParam("If-Match") @Nullable String ifMatch) {
        return idempotency.once(closureId, () -> {
            var closure = closures.cancel(clinicId, closureId, ifMatch);
            return Answers.ok(closure, closure.view(null));
        });
    }

    @APIResponseSchema(value = CapacityJson.ShiftView.class, responseCode = "201")
    @POST
    @Path("/clinics/{clinicId}/shifts")
    @Allowed(resource = "booking", action = "manage")
    @Operation(summary = "Put somebody of the staff on the roster, for at most a day")
    public Response addShift(@PathParam("clinicId") UUID clinicId, @Valid @NotNull CapacityJson.NewShift asked) {
        return idempotency.once(asked, () -> {
            var shift = roster.add(clinicId, asked);
            return Answers.created(
                    URI.create("/v1/clinics/" + clinicId + "/shifts/" + shift.id()), shift, shift.view(null));
        });
    }

    @GET
    @Path("/clinics/{clinicId}/shifts")
    @Allowed(resource = "booking", action = "read")
    @Operation(summary = "Shifts that begin from one time to another, by time; the month from now without them")
    public Page<CapacityJson.ShiftView> shifts(
            @PathParam("clinicId") UUID clinicId,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("limit") @Nullable Integer limit) {
        var begin = begin(from);
        return new Page<>(
                roster.between(clinicId, begin, end(to, begin), Cursors.limit(limit)).stream()
                        .map(shift -> shift.view(null))
                        .toList(),
                null);
    }

    @APIResponseSchema(value = CapacityJson.ShiftView.class, responseCode = "200")
    @POST
    @Path("/clinics/{clinicId}/shifts/{shiftId}/cancellation")
    @Allowed(resource = "booking", action = "manage")
    @Operation(summary = "Somebody does not come: bookings that lack staff then are named, and a task asks for each")
    public Response cancelShift(
            @PathParam("clinicId") UUID clinicId,
            @PathParam("shiftId") UUID shiftId,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull CapacityJson.CancelShift asked) {
        return LostRaces.retried(
                () -> idempotency.once(asked, () -> Answers.ok(roster.cancel(clinicId, shiftId, ifMatch, asked))));
    }

    private Instant begin(@Nullable String from) {
        return from == null ? clock.instant() : Rfc3339.parse(from).orElseThrow(() -> malformed("from"));
    }

    private static Instant end(@Nullable String to, Instant begin) {
        return to == null ? begin.plus(A_MONTH) : Rfc3339.parse(to).orElseThrow(() -> malformed("to"));
    }

    private static Problem malformed(String name) {
        return Problem.of(
                PlatformProblem.MALFORMED_PARAMETER,
                new Violation(name, "WRONG_FORM", new Text("A time of RFC 3339", "Una hora según RFC 3339")));
    }
}
