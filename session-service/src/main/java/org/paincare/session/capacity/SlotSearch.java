package org.paincare.session.capacity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.tenancy.CurrentClinic;
import org.paincare.session.booking.Span;
import org.paincare.session.standing.ClinicProfiles;

/**
 * When chairs are free: open, not closed, not taken, and, where the clinic's roster binds, staffed for one more. Reads each
 * stretch of days once, whatever the number of chairs, so that a year is a few queries.
 */
@ApplicationScoped
class SlotSearch {

    /** Days read at a time. */
    private static final int STRETCH = 62;

    /** The order of ids, which never changes, as names may. */
    private static final Comparator<UUID> BY_CHAIR = Comparator.comparing(UUID::toString);

    private final Jdbc jdbc;
    private final CapacityPolicies policies;
    private final Closures closures;
    private final Roster roster;
    private final Chairs chairs;
    private final ClinicProfiles clinics;
    private final CurrentClinic clinic;
    private final InstantSource clock;

    SlotSearch(
            DataSource pool,
            CapacityPolicies policies,
            Closures closures,
            Roster roster,
            Chairs chairs,
            ClinicProfiles clinics,
            CurrentClinic clinic,
            InstantSource clock) {
        this.jdbc = new Jdbc(pool);
        this.policies = policies;
        this.closures = closures;
        this.roster = roster;
        this.chairs = chairs;
        this.clinics = clinics;
        this.clinic = clinic;
        this.clock = clock;
    }

    private record Busy(UUID chair, Span chairSpan, Span patientSpan) {}

    /**
     * The gaps of at least {@code minutes} on the days from {@code first} to {@code last}, both included, by time.
     *
     * @param after the last gap of the page before, and when that search began; null for the first page
     * @param most  of them; the earliest
     */
    @Transactional
    List<BookingJson.Free> free(
            UUID clinicId, LocalDate first, LocalDate last, int minutes, @Nullable After after, int most) {
        clinics.mustBeCurrent(clinicId);
        var begin = after == null ? clock.instant() : after.begun();
        var found = new ArrayList<BookingJson.Free>();
        var from = first;
        if (after != null) {
            // The day before, too: a clinic may be open past midnight.
            var day = LocalDate.ofInstant(after.startsAt(), clinics.current().zone())
                    .minusDays(1);
            from = day.isAfter(first) ? day : first;
        }
        for (var day = from; !day.isAfter(last) && found.size() < most; day = day.plusDays(STRETCH)) {
            var end = day.plusDays(STRETCH);
            stretch(day, end.isAfter(last) ? last.plusDays(1) : end, minutes, begin).stream()
                    .filter(free -> after == null || after.isBefore(free))
                    .forEach(found::add);
        }
        return found.size() > most ? List.copyOf(found.subList(0, most)) : List.copyOf(found);
    }

    /**
     * Where a page ended. A gap that is running begins when the search began, on every page of it.
     *
     * @param begun    when the first page was made
     * @param startsAt of the last gap shown
     * @param chairId  of the last gap shown: of gaps that begin together the lower ids come first
     */
    record After(Instant begun, Instant startsAt, UUID chairId) {

        boolean isBefore(BookingJson.Free free) {
            var byTime = startsAt.compareTo(free.startsAt());
            return byTime < 0 || byTime == 0 && BY_CHAIR.compare(chairId, free.chairId()) < 0;
        }
    }

    /** The free times of each chair, by its id, on the days from {@code first} to before {@code end}. */
    private List<BookingJson.Free> stretch(LocalDate first, LocalDate end, int minutes, Instant begin) {
        var policy = policies.current();
        var zone = clinics.current().zone();
        var now = clock.instant();
        var open = policy.hours().spans(first, end, zone).stream()
                .filter(span -> span.to().isAfter(begin))
                .map(span -> span.from().isBefore(begin) ? new Span(begin, span.to()) : span)
                .toList();
        if (open.isEmpty()) {
            return List.of();
        }
        var whole = whole(open, first, zone);
        var closed = closures.in(whole);
        var busy = busy(whole, now);
        var unstaffed = policy.rosterBinds()
                ? policy.staffing()
                        .lacking(whole, busy.stream().map(Busy::patientSpan).toList(), roster.onShift(whole, false))
                : List.<Span>of();
        var byChair = new HashMap<UUID, List<Span>>();
        busy.forEach(one ->
                byChair.computeIfAbsent(one.chair(), c -> new ArrayList<>()).add(one.chairSpan()));
        var found = new ArrayList<BookingJson.Free>();
        for (var chair : chairs.active()) {
            var taken = new ArrayList<>(unstaffed);
            taken.addAll(byChair.getOrDefault(chair.id(), List.of()));
            closed.stream()
                    .filter(one -> one.isOf(chair.id()))
                    .map(Closures.Closed::span)
                    .forEach(taken::add);
            for (var gap : Span.without(open, taken)) {
                if (gap.length().compareTo(Duration.ofMinutes(minutes)) >= 0) {
                    found.add(new BookingJson.Free(chair.id(), chair.view().name(), gap.from(), gap.to()));
                }
            }
        }
        found.sort(Comparator.comparing(BookingJson.Free::startsAt).thenComparing(BookingJson.Free::chairId, BY_CHAIR));
        return found;
    }

    private static Span whole(List<Span> open, LocalDate first, ZoneId zone) {
        var from = open.stream().map(Span::from).min(Comparator.naturalOrder()).orElseThrow();
        var to = open.stream().map(Span::to).max(Comparator.naturalOrder()).orElseThrow();
        var begin = first.atStartOfDay(zone).toInstant();
        return new Span(begin.isBefore(from) ? begin : from, to);
    }

    /** A booking lasts a day at most, which bounds the part of the index on begin times that is read. */
    private List<Busy> busy(Span whole, Instant now) {
        return jdbc.list(
                "SELECT chair_id, starts_at, ends_at, coalesce(chair_free_at, ends_at) AS free_at FROM booking"
                        + " WHERE clinic_id = ? AND starts_at > ?::timestamptz - interval '28 hours' AND starts_at < ?"
                        + " AND coalesce(chair_free_at, ends_at) > ? AND (state = 'BOOKED' OR state = 'HELD' AND hold_until > ?)",
                row -> {
                    var from = Jdbc.instant(row, "starts_at");
                    return new Busy(
                            row.getObject("chair_id", UUID.class),
                            new Span(from, Jdbc.instant(row, "free_at")),
                            new Span(from, Jdbc.instant(row, "ends_at")));
                },
                clinic.get(),
                whole.from(),
                whole.to(),
                whole.from(),
                now);
    }

    /** The free times on some days, by day of the clinic's zone: for proposals that look at one day after the other. */
    Map<LocalDate, List<BookingJson.Free>> byDay(LocalDate first, LocalDate last, int minutes) {
        var zone = clinics.current().zone();
        var byDay = new HashMap<LocalDate, List<BookingJson.Free>>();
        for (var day = first; !day.isAfter(last); day = day.plusDays(STRETCH)) {
            var end = day.plusDays(STRETCH);
            for (var free : stretch(day, end.isAfter(last) ? last.plusDays(1) : end, minutes, clock.instant())) {
                byDay.computeIfAbsent(LocalDate.ofInstant(free.startsAt(), zone), d -> new ArrayList<>())
                        .add(free);
            }
        }
        return byDay;
    }
}
