package org.paincare.session.capacity;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
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
    record ChairView(
            UUID id,
            String name,
            boolean active,
            @Nullable Instant retiredAt,
            @Nullable String retiredReason,
            String etag) {}

    /**
     * @param nurseId     staff id of a nurse who is to be there, if one is named
     * @param monitorId   where none is named and the clinic's policy asks for one, the first free
     * @param sessionId   a planned session that this schedules; without it the booking makes one. Not with holdMinutes
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
            @Nullable @Min(1) @Max(1440) Integer holdMinutes,
            @Nullable UUID sessionId) {}

    @Schema(name = "PlannedSessionRequest")
    record PlanSession(@NotNull LocalDate dueOn) {}

    @Schema(name = "PlannedSession")
    record PlannedSession(UUID id, UUID patientId, UUID planId, int seriesIndex, String state, LocalDate dueOn) {}

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

    /** @param warnings what to see to about who pays, told with a new booking only */
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
            String etag,
            @Nullable List<Warning> warnings) {

        View warned(List<Warning> of) {
            return new View(
                    id,
                    patientId,
                    planId,
                    chairId,
                    nurseId,
                    monitorId,
                    sessionId,
                    startsAt,
                    endsAt,
                    state,
                    holdUntil,
                    createdAt,
                    etag,
                    of.isEmpty() ? null : of);
        }
    }

    /** Something to see to before the session; it never stands in the way. */
    @Schema(name = "BookingWarning")
    record Warning(String code, String message) {}

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
