package org.paincare.session.capacity;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Hours, monitors, closures, shifts, the wait list and series as they travel over HTTP. */
final class CapacityJson {

    private CapacityJson() {}

    /** @param opens wall-clock time of the clinic's zone, {@code HH:mm} */
    @Schema(name = "OpeningSpan")
    record OpeningSpan(
            @NotNull DayOfWeek weekday,
            @NotNull LocalTime opens,
            @NotNull LocalTime closes) {}

    /**
     * How the clinic runs its day.
     *
     * @param preparationMinutes in the chair before the drug runs
     * @param recoveryMinutes    in the chair after it
     * @param turnoverMinutes    until the chair is ready for the next
     * @param patientsPerNurse   at one moment
     * @param requiredSkills     of which somebody on shift has each while a patient is there, for example ACLS
     * @param rosterBinds        bookings need the staff on shift
     * @param monitorBinds       each booking takes a monitor
     * @param offerMinutes       a freed place is kept so long for somebody of the wait list
     */
    @Schema(name = "CapacityPolicy")
    record Policy(
            @NotEmpty @Valid @Size(max = 28) List<@NotNull OpeningSpan> openingHours,
            @NotNull @Min(0) @Max(240) Integer preparationMinutes,
            @NotNull @Min(0) @Max(720) Integer recoveryMinutes,
            @NotNull @Min(0) @Max(240) Integer turnoverMinutes,
            @NotNull @Min(1) @Max(10) Integer patientsPerNurse,

            @NotNull @Size(max = 10) Set<@NotNull @Pattern(regexp = "[A-Z][A-Z0-9_]{0,63}") String> requiredSkills,

            @NotNull Boolean rosterBinds,
            @NotNull Boolean monitorBinds,
            @NotNull @Min(5) @Max(1440) Integer offerMinutes) {}

    /** @param version 0 for the defaults of a clinic that set nothing */
    @Schema(name = "CapacityPolicyInForce")
    record PolicyView(int version, Policy policy, @Nullable Instant changedAt) {}

    @Schema(name = "Monitor")
    record MonitorView(
            UUID id,
            String name,
            boolean active,
            @Nullable Instant retiredAt,
            @Nullable String retiredReason,
            String etag) {}

    @Schema(name = "RetirementRequest")
    record Retire(@NotNull @Size(min = 3, max = 500) String reason) {}

    /** @param affectedBookingIds from now on, by time; they have to be moved, and a task asks for each */
    @Schema(name = "Retirement")
    record RetiredView(UUID id, List<UUID> affectedBookingIds) {}

    /** @param chairId without it the whole clinic is closed */
    @Schema(name = "ClosureRequest")
    record Close(
            @Nullable UUID chairId,
            @NotNull Instant startsAt,
            @NotNull Instant endsAt,
            @NotNull @Size(min = 3, max = 500) String reason) {}

    /** @param affectedBookingIds that fall into it and have to be moved; a task asks for each */
    @Schema(name = "Closure")
    record ClosureView(
            UUID id,
            @Nullable UUID chairId,
            Instant startsAt,
            Instant endsAt,
            String reason,
            String state,
            @Nullable List<UUID> affectedBookingIds,
            String etag) {}

    @Schema(name = "ShiftRequest")
    record NewShift(
            @NotNull UUID staffId,
            @NotNull Instant startsAt,
            @NotNull Instant endsAt) {}

    @Schema(name = "ShiftCancellation")
    record CancelShift(@NotNull @Size(min = 3, max = 500) String reason) {}

    /** @param understaffedBookingIds that no longer have the staff they need; a task asks for each */
    @Schema(name = "Shift")
    record ShiftView(
            UUID id,
            UUID staffId,
            Instant startsAt,
            Instant endsAt,
            String state,
            @Nullable List<UUID> understaffedBookingIds,
            String etag) {}

    /**
     * @param priority  1 (first) to 3
     * @param notBefore earliest begin of the session on a day, wall-clock time; any without it
     * @param notAfter  latest begin
     * @param minutes   in the chair; without it, what the plan's infusion takes with preparation and recovery
     */
    @Schema(name = "WaitListRequest")
    record Wait(
            @NotNull UUID patientId,
            @NotNull UUID planId,
            @Nullable @Min(1) @Max(3) Integer priority,
            @NotNull LocalDate fromDay,
            @NotNull LocalDate toDay,
            @Nullable LocalTime notBefore,
            @Nullable LocalTime notAfter,
            @Nullable @Min(15) @Max(1440) Integer minutes) {}

    @Schema(name = "WaitListWithdrawal")
    record Withdraw(@NotNull @Size(min = 3, max = 500) String reason) {}

    @Schema(name = "WaitListEntry")
    record WaitView(
            UUID id,
            UUID patientId,
            UUID planId,
            int priority,
            LocalDate fromDay,
            LocalDate toDay,
            LocalTime notBefore,
            LocalTime notAfter,
            int minutes,
            String state,
            @Nullable UUID bookingId,
            Instant createdAt,
            String etag) {}

    /**
     * @param firstDay        of the first session
     * @param at              wall-clock time of each
     * @param sessions        without it, those of the plan that are not booked or given yet
     * @param latestShiftDays how many days later a session may come when its own has no place
     */
    @Schema(name = "SeriesRequest")
    record Series(
            @NotNull LocalDate firstDay,
            @NotNull LocalTime at,
            @Nullable @Min(1) @Max(52) Integer sessions,
            @Nullable @Min(0) @Max(30) Integer latestShiftDays) {}

    /**
     * One proposed session; nothing is kept for it.
     *
     * @param note    AS_PLANNED, OTHER_TIME, MOVED_FOR_CLOSED_DAYS, MOVED_BY_CLOCK_CHANGE, FIRST_OF_TWO_EQUAL_TIMES or
     *     NO_OPEN_DAY
     * @param chairId a chair that is free then; absent where there is none
     */
    @Schema(name = "SeriesProposal")
    record Proposed(
            int number,
            LocalDate day,
            Instant startsAt,
            Instant endsAt,
            @Nullable UUID chairId,
            @Nullable String chair,
            String note) {}

    @Schema(name = "SeriesProposals")
    record Proposals(int intervalDays, List<Proposed> items) {}
}
