package org.paincare.session.capacity;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.Ids;
import org.paincare.platform.audit.Audit;
import org.paincare.platform.audit.AuditEntry;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.task.Tasks;
import org.paincare.platform.tenancy.CurrentClinic;
import org.paincare.platform.web.Etags;
import org.paincare.session.SessionProblem;
import org.paincare.session.booking.Span;
import org.paincare.session.standing.ClinicProfiles;

/** The closures of the current clinic: holidays, a broken chair. They refuse new bookings; a task asks for those there. */
@ApplicationScoped
class Closures implements PanacheRepositoryBase<Closure, UUID> {

    private static final Duration LONGEST = Duration.ofDays(366);

    private final Jdbc jdbc;
    private final Chairs chairs;
    private final ClinicProfiles clinics;
    private final Tasks tasks;
    private final Audit audit;
    private final CurrentClinic clinic;
    private final CurrentCaller caller;
    private final InstantSource clock;

    Closures(
            DataSource pool,
            Chairs chairs,
            ClinicProfiles clinics,
            Tasks tasks,
            Audit audit,
            CurrentClinic clinic,
            CurrentCaller caller,
            InstantSource clock) {
        this.jdbc = new Jdbc(pool);
        this.chairs = chairs;
        this.clinics = clinics;
        this.tasks = tasks;
        this.audit = audit;
        this.clinic = clinic;
        this.caller = caller;
        this.clock = clock;
    }

    /** Closed from one time to another. */
    record Closed(@Nullable UUID chairId, Span span) {

        boolean isOf(UUID chair) {
            return chairId == null || chairId.equals(chair);
        }
    }

    /** @throws Problem NOT_FOUND, CHAIR_UNKNOWN, BOOKING_TIME_INVALID for no time, one in the past or over a year */
    @Transactional
    CapacityJson.ClosureView close(UUID clinicId, CapacityJson.Close asked) {
        clinics.mustBeCurrent(clinicId);
        var now = clock.instant();
        var length = Duration.between(asked.startsAt(), asked.endsAt());
        if (!length.isPositive()
                || length.compareTo(LONGEST) > 0
                || !asked.endsAt().isAfter(now)) {
            throw Problem.of(SessionProblem.BOOKING_TIME_INVALID);
        }
        // Whoever books holds the chair: either they see this closure, or this sees their booking.
        if (chairs.locked(asked.chairId()).isEmpty() && asked.chairId() != null) {
            throw Problem.of(SessionProblem.CHAIR_UNKNOWN);
        }
        var closure = new Closure(
                clinic.get(), Ids.next(), asked, caller.get().id(), caller.get().displayName(), now);
        persistAndFlush(closure);
        audit.wrote(AuditEntry.of("CLOSED", "closure", closure.id()).because(asked.reason()));
        return closure.view(affected(asked, now));
    }

    private List<UUID> affected(CapacityJson.Close asked, Instant now) {
        return jdbc
                .list(
                        "SELECT id, patient_id, session_id, starts_at, ends_at FROM booking WHERE clinic_id = ?"
                                + " AND starts_at > ?::timestamptz - interval '24 hours' AND starts_at < ? AND ends_at > ?"
                                + " AND (state = 'BOOKED' OR state = 'HELD' AND hold_until > ?)"
                                + " AND (?::uuid IS NULL OR chair_id = ?) ORDER BY starts_at, id",
                        row -> new Roster.Booked(
                                row.getObject("id", UUID.class),
                                row.getObject("patient_id", UUID.class),
                                row.getObject("session_id", UUID.class),
                                new Span(Jdbc.instant(row, "starts_at"), Jdbc.instant(row, "ends_at"))),
                        clinic.get(),
                        asked.startsAt(),
                        asked.endsAt(),
                        asked.startsAt(),
                        now,
                        asked.chairId(),
                        asked.chairId())
                .stream()
                .map(booked -> {
                    tasks.raise(new Tasks.Wanted(
                            Roster.REBOOK, booked.patientId(), booked.sessionId(), booked.id(), null, null));
                    return booked.id();
                })
                .toList();
    }

    @Transactional
    List<Closure> between(UUID clinicId, Instant from, Instant to, int most) {
        clinics.mustBeCurrent(clinicId);
        return find(
                        "endsAt > ?1 and startsAt < ?2 and state = ?3 order by startsAt, id",
                        from,
                        to,
                        Closure.State.IN_FORCE)
                .page(0, most)
                .list();
    }

    @Transactional
    Closure cancel(UUID clinicId, UUID id, @Nullable String ifMatch) {
        clinics.mustBeCurrent(clinicId);
        var closure = findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE)
                .orElseThrow(() -> Problem.of(PlatformProblem.NOT_FOUND));
        Etags.mustMatch(ifMatch, closure);
        closure.cancel();
        flush();
        audit.wrote(AuditEntry.of("OPENED_AGAIN", "closure", id));
        return closure;
    }

    /** Closures in force that overlap a time. */
    List<Closed> in(Span span) {
        return jdbc.list(
                "SELECT chair_id, starts_at, ends_at FROM closure WHERE clinic_id = ? AND state = 'IN_FORCE'"
                        + " AND ends_at > ? AND starts_at < ?",
                row -> new Closed(
                        row.getObject("chair_id", UUID.class),
                        new Span(Jdbc.instant(row, "starts_at"), Jdbc.instant(row, "ends_at"))),
                clinic.get(),
                span.from(),
                span.to());
    }
}
