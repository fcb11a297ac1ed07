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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
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

@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Bookings")
class BookingResource {

    private final Bookings bookings;
    private final PayerWarnings payers;
    private final Idempotency idempotency;

    BookingResource(Bookings bookings, PayerWarnings payers, Idempotency idempotency) {
        this.bookings = bookings;
        this.payers = payers;
        this.idempotency = idempotency;
    }

    @APIResponseSchema(value = BookingJson.View.class, responseCode = "201")
    @POST
    @Path("/bookings")
    @Allowed(resource = "booking", action = "create", checksOwner = true)
    @Operation(
            summary = "Book a chair for a session of a plan, or hold it for some minutes",
            description = "The answer warns where nobody agreed to pay, the authorised sessions are used up or the"
                    + " authorisation ends before the session; a booking is never refused for that.")
    public Response book(@Valid @NotNull BookingJson.Book asked) {
        var warnings = payers.of(asked.patientId(), asked.startsAt());
        return LostRaces.retried(() -> idempotency.exactlyOnce(asked, () -> {
            var booking = bookings.book(asked);
            return Answers.created(
                    URI.create("/v1/bookings/" + booking.id()),
                    booking,
                    booking.view().warned(warnings));
        }));
    }

    @APIResponseSchema(BookingJson.View.class)
    @GET
    @Path("/bookings/{bookingId}")
    @Allowed(resource = "booking", action = "read", checksOwner = true)
    @Operation(summary = "Read a booking")
    public Response get(@PathParam("bookingId") UUID bookingId, @Context Request request) {
        var booking = bookings.read(bookingId);
        return Answers.read(request, booking, booking.view());
    }

    @APIResponseSchema(value = BookingJson.View.class, responseCode = "200")
    @POST
    @Path("/bookings/{bookingId}/confirmation")
    @Allowed(resource = "booking", action = "write", checksOwner = true)
    @Operation(summary = "Make a booking of a hold; its session comes into being")
    public Response confirm(@PathParam("bookingId") UUID bookingId, @HeaderParam("If-Match") @Nullable String ifMatch) {
        return LostRaces.retried(() -> idempotency.once(bookingId, () -> answer(bookings.confirm(bookingId, ifMatch))));
    }

    @APIResponseSchema(value = BookingJson.View.class, responseCode = "200")
    @POST
    @Path("/bookings/{bookingId}/move")
    @Allowed(resource = "booking", action = "write", checksOwner = true)
    @Operation(summary = "Another chair or time")
    public Response move(
            @PathParam("bookingId") UUID bookingId,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull BookingJson.Move asked) {
        return LostRaces.retried(() -> idempotency.once(asked, () -> answer(bookings.move(bookingId, ifMatch, asked))));
    }

    @APIResponseSchema(value = BookingJson.View.class, responseCode = "200")
    @POST
    @Path("/bookings/{bookingId}/cancellation")
    @Allowed(resource = "booking", action = "write", checksOwner = true)
    @Operation(summary = "Cancel the booking and its session")
    public Response cancel(
            @PathParam("bookingId") UUID bookingId,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull BookingJson.Cancel asked) {
        return LostRaces.retried(
                () -> idempotency.once(asked, () -> answer(bookings.cancel(bookingId, ifMatch, asked))));
    }

    private static Response answer(Booking booking) {
        return Answers.ok(booking, booking.view());
    }
}
