package org.paincare.session.capacity;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.Text;
import org.paincare.platform.idempotency.Idempotency;
import org.paincare.platform.identity.Allowed;
import org.paincare.platform.identity.CurrentCaller;
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
class CapacityResource {

    private static final int LONGEST_MINUTES = 1440;
    private static final int LONGEST_DAYS = 366;

    private final Chairs chairs;
    private final SlotSearch slots;
    private final Bookings bookings;
    private final Cursors cursors;
    private final CurrentCaller caller;
    private final Idempotency idempotency;
    private final InstantSource clock;

    CapacityResource(
            Chairs chairs,
            SlotSearch slots,
            Bookings bookings,
            Cursors cursors,
            CurrentCaller caller,
            Idempotency idempotency,
            InstantSource clock) {
        this.cursors = cursors;
        this.caller = caller;
        this.chairs = chairs;
        this.slots = slots;
        this.bookings = bookings;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    @APIResponseSchema(value = BookingJson.ChairView.class, responseCode = "201")
    @POST
    @Path("/clinics/{clinicId}/chairs")
    @Allowed(resource = "booking", action = "manage")
    @Operation(summary = "Add a chair")
    public Response add(@PathParam("clinicId") UUID clinicId, @Valid @NotNull BookingJson.NewChair asked) {
        return idempotency.once(asked, () -> {
            var chair = chairs.add(clinicId, asked.name());
            return Answers.created(
                    URI.create("/v1/clinics/" + clinicId + "/chairs/" + chair.id()), chair, chair.view());
        });
    }

    @GET
    @Path("/clinics/{clinicId}/chairs")
    @Allowed(resource = "booking", action = "read")
    @Operation(summary = "The clinic's chairs, by name")
    public Page<BookingJson.ChairView> list(@PathParam("clinicId") UUID clinicId) {
        return new Page<>(chairs.all(clinicId).stream().map(Chair::view).toList(), null);
    }

    @GET
    @Path("/clinics/{clinicId}/free-slots")
    @Allowed(resource = "booking", action = "read")
    @Operation(
            summary = "When chairs are free, gaps of at least so many minutes, by time",
            description =
                    "On one day of the clinic's zone (day), or on the days from one to another, both included and at"
                            + " most a year (from, to). For days from one to another a page of limit gaps (1 to 100), by time"
                            + " and then by chair id; next goes on after the last, as of when the first page was made.")
    public Page<BookingJson.Free> free(
            @PathParam("clinicId") UUID clinicId,
            @QueryParam("day") @Nullable String day,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("minutes") @Nullable Integer minutes,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        if (minutes == null || minutes < 1 || minutes > LONGEST_MINUTES) {
            throw malformed("minutes", "1 – 1440");
        }
        if (day != null || from == null) {
            var one = day("day", day);
            return new Page<>(slots.free(clinicId, one, one, minutes, null, Integer.MAX_VALUE), null);
        }
        var first = day("from", from);
        var last = day("to", to);
        if (last.isBefore(first) || last.isAfter(first.plusDays(LONGEST_DAYS))) {
            throw malformed("to", "from – from + " + LONGEST_DAYS + " d");
        }
        var size = Cursors.limit(limit);
        var list = "free-slots|" + clinicId + "|" + first + "|" + last + "|" + minutes;
        var keys = cursors.keys(cursor, caller.get(), list);
        var begun = keys.isEmpty() ? clock.instant() : Instant.parse(keys.getFirst());
        var after = keys.isEmpty()
                ? null
                : new SlotSearch.After(begun, Instant.parse(keys.get(1)), UUID.fromString(keys.get(2)));
        return cursors.page(
                slots.free(clinicId, first, last, minutes, after, size + 1),
                size,
                caller.get(),
                list,
                free -> List.of(
                        begun.toString(),
                        free.startsAt().toString(),
                        free.chairId().toString()));
    }

    private static LocalDate day(String name, @Nullable String text) {
        return Optional.ofNullable(text).flatMap(Rfc3339::parseDay).orElseThrow(() -> malformed(name, "YYYY-MM-DD"));
    }

    @GET
    @Path("/clinics/{clinicId}/bookings")
    @Allowed(resource = "booking", action = "read")
    @Operation(summary = "Bookings that begin from one time to another, by time; a day from now without them")
    public Page<BookingJson.View> bookings(
            @PathParam("clinicId") UUID clinicId,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("limit") @Nullable Integer limit) {
        var begin =
                from == null ? clock.instant() : Rfc3339.parse(from).orElseThrow(() -> malformed("from", "RFC 3339"));
        var end = to == null
                ? begin.plus(Duration.ofDays(1))
                : Rfc3339.parse(to).orElseThrow(() -> malformed("to", "RFC 3339"));
        return new Page<>(
                bookings.between(clinicId, begin, end, Cursors.limit(limit)).stream()
                        .map(Booking::view)
                        .toList(),
                null);
    }

    private static Problem malformed(String name, String form) {
        return Problem.of(PlatformProblem.MALFORMED_PARAMETER, new Violation(name, "WRONG_FORM", new Text(form, form)));
    }
}
