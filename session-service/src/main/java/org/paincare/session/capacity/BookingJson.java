package org.paincare.session.capacity;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.paincare.session.care.SessionJson;

/** Chairs and bookings as they travel over HTTP and in events. */
final class BookingJson {

    private BookingJson() {}

    @Schema(name = "NewChair")
    record NewChair(@NotNull @Size(min = 1, max = 60) String name) {}

    @Schema(name = "Chair")
    record ChairView(UUID id, String name, boolean active) {}

    /**
     * @param nurseId     staff id of a nurse who is to be there, if one is named
     * @param monitorId   where none is named and the clinic's policy asks for one, the first free
     * @param holdMinutes keeps the place only so long, without a session, until it is confirmed
     */
    @Schema(name = "BookingRequest")
    record Book(
            @NotNull UUID patientId,
            @NotNull UUID planId,
            @NotNull UUID chairId,
            @Nullable UUID nurseId,
            @Nullable UUID monitorId,
            @NotNull Instant startsAt,
            @NotNull Instant endsAt,
            @Nullable @Min(1) @Max(1440) Integer holdMinutes) {}

    /** Why a booking is moved (event contract SessionMoved). */
    enum MoveReason {
        PATIENT,
        CLINIC,
        CAPACITY,
        INTERVAL,
        OTHER
    }

    @Schema(name = "BookingMove")
    record Move(
            @NotNull UUID chairId,
            @Nullable UUID nurseId,
            @Nullable UUID monitorId,
            @NotNull Instant startsAt,
            @NotNull Instant endsAt,
            @NotNull MoveReason reason) {}

    @Schema(name = "BookingCancellation")
    record Cancel(
            @NotNull SessionJson.CancelReason reason,
            @Nullable @Size(max = 500) String explanation) {}

    @Schema(name = "Booking")
    record View(
            UUID id,
            UUID patientId,
            UUID planId,
            UUID chairId,
            @Nullable UUID nurseId,
            @Nullable UUID monitorId,
            @Nullable UUID sessionId,
            Instant startsAt,
            Instant endsAt,
            String state,
            @Nullable Instant holdUntil,
            Instant createdAt,
            String etag) {}

    /** A chair that is free from one time to another. */
    @Schema(name = "FreeSlot")
    record Free(UUID chairId, String chair, Instant startsAt, Instant endsAt) {}

    /** Event data of SessionBooked. */
    @Schema(name = "BookingBooked")
    record Booked(
            UUID patientId,
            UUID sessionId,
            UUID bookingId,
            UUID planId,
            UUID chairId,
            Instant startsAt,
            Instant endsAt,
            int seriesIndex) {}

    /** Event data of SessionMoved. */
    @Schema(name = "BookingMoved")
    record Moved(
            UUID patientId,
            UUID sessionId,
            UUID bookingId,
            UUID chairId,
            Instant startsAt,
            Instant endsAt,
            Instant previousStartsAt,
            MoveReason reason) {}
}
