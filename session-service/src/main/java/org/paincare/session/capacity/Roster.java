package org.paincare.session.capacity;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.Ids;
import org.paincare.platform.audit.Audit;
import org.paincare.platform.audit.AuditEntry;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.problem.DatabaseFailures;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.task.Tasks;
import org.paincare.platform.tenancy.CurrentClinic;
import org.paincare.platform.web.Etags;
import org.paincare.session.SessionProblem;
import org.paincare.session.booking.Span;
import org.paincare.session.booking.Staffing;
import org.paincare.session.standing.ClinicProfiles;
import org.paincare.session.standing.KnownStaff;

/** Who works when. Whoever books locks the shifts of that time, so that no two take the last nurse. */
@ApplicationScoped
class Roster implements PanacheRepositoryBase<Shift, UUID> {

    static final String REBOOK = "REBOOK_SESSION";

    private static final Duration LONGEST = Duration.ofHours(24);

    private final Jdbc jdbc;
    private final CapacityPolicies policies;
    private final KnownStaff staff;
    private final ClinicProfiles clinics;
    private final Tasks tasks;
    private final Audit audit;
    private final CurrentClinic clinic;
    private final CurrentCaller caller;
    private final InstantSource clock;

    Roster(
            DataSource pool,
            CapacityPolicies policies,
            KnownStaff staff,
            ClinicProfiles clinics,
            Tasks tasks,
            Audit audit,
            CurrentClinic clinic,
            CurrentCaller caller,
            InstantSource clock) {
        this.jdbc = new Jdbc(pool);
        this.policies = policies;
        this.staff = staff;
        this.clinics = clinics;
        this.tasks = tasks;
        this.audit = audit;
        this.clinic = clinic;
        this.caller = caller;
        this.clock = clock;
    }

    /** @throws Problem NOT_FOUND, UNKNOWN_STAFF, BOOKING_TIME_INVALID, SHIFT_OVERLAPS */
    @Transactional
    Shift add(UUID clinicId, CapacityJson.NewShift asked) {
        clinics.mustBeCurrent(clinicId);
        var length = Duration.between(asked.startsAt(), asked.endsAt());
        if (!length.isPositive() || length.compareTo(LONGEST) > 0) {
            throw Problem.of(SessionProblem.BOOKING_TIME_INVALID);
        }
        staff.find(asked.staffId())
                .filter(KnownStaff.Member::active)
                .orElseThrow(() -> Problem.of(SessionProblem.UNKNOWN_STAFF));
        var shift = new Shift(clinic.get(), Ids.next(), asked, caller.get().id(), clock.instant());
        try {
            persistAndFlush(shift);
        } catch (RuntimeException failure) {
            throw "shift_overlaps".equals(DatabaseFailures.constraintOf(failure))
                    ? Problem.of(SessionProblem.SHIFT_OVERLAPS)
                    : failure;
        }
        audit.wrote(AuditEntry.of("SHIFT_PLANNED", "shift", shift.id()));
        return shift;
    }

    @Transactional
    List<Shift> between(UUID clinicId, Instant from, Instant to, int most) {
        clinics.mustBeCurrent(clinicId);
        return find("startsAt >= ?1 and startsAt < ?2 order by startsAt, id", from, to)
                .page(0, most)
                .list();
    }

    /** Somebody does not come; a task asks for every booking that lacks staff because of it. */
    @Transactional
    CapacityJson.ShiftView cancel(UUID clinicId, UUID id, @Nullable String ifMatch, CapacityJson.CancelShift asked) {
        clinics.mustBeCurrent(clinicId);
        var shift = findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE)
                .orElseThrow(() -> Problem.of(PlatformProblem.NOT_FOUND));
        Etags.mustMatch(ifMatch, shift);
        shift.cancel(asked.reason());
        flush();
        var policy = policies.current();
        var lacking = policy.rosterBinds() ? understaffed(shift.span(), policy.staffing()) : List.<UUID>of();
        audit.wrote(AuditEntry.of("SHIFT_CANCELLED", "shift", id).because(asked.reason()));
        return shift.view(lacking);
    }

    private List<UUID> understaffed(Span span, Staffing staffing) {
        var roster = onShift(span, false);
        var found = new ArrayList<UUID>();
        for (var booked : booked(span, null)) {
            var others = booked(booked.span(), booked.id()).stream()
                    .map(Booked::span)
                    .toList();
            var whole = onShift(booked.span(), false);
            if (staffing.lack(booked.span(), others, whole.isEmpty() ? roster : whole) != null) {
                found.add(booked.id());
                tasks.raise(new Tasks.Wanted(REBOOK, booked.patientId(), booked.sessionId(), booked.id(), null, null));
            }
        }
        return List.copyOf(found);
    }

    /** A booking that counts. */
    record Booked(UUID id, UUID patientId, @Nullable UUID sessionId, Span span) {}

    /** The bookings that overlap a time, but one; of holds those that have not lapsed. */
    List<Booked> booked(Span span, @Nullable UUID except) {
        return jdbc.list(
                "SELECT id, patient_id, session_id, starts_at, ends_at FROM booking WHERE clinic_id = ?"
                        + " AND starts_at > ?::timestamptz - interval '24 hours' AND starts_at < ? AND ends_at > ?"
                        + " AND (state = 'BOOKED' OR state = 'HELD' AND hold_until > ?) AND (?::uuid IS NULL OR id <> ?)"
                        + " ORDER BY starts_at, id",
                row -> new Booked(
                        row.getObject("id", UUID.class),
                        row.getObject("patient_id", UUID.class),
                        row.getObject("session_id", UUID.class),
                        new Span(Jdbc.instant(row, "starts_at"), Jdbc.instant(row, "ends_at"))),
                clinic.get(),
                span.from(),
                span.to(),
                span.from(),
                clock.instant(),
                except,
                except);
    }

    /** Who is at work in a time; locked in the order of staff ids where somebody books. */
    List<Staffing.OnShift> onShift(Span span, boolean lock) {
        return jdbc.list(
                "SELECT s.staff_id, s.starts_at, s.ends_at, k.roles, k.skills FROM shift s"
                        + " JOIN known_staff k ON k.clinic_id = s.clinic_id AND k.id = s.staff_id"
                        + " WHERE s.clinic_id = ? AND s.state = 'PLANNED' AND k.active"
                        + " AND s.starts_at > ?::timestamptz - interval '24 hours' AND s.starts_at < ? AND s.ends_at > ?"
                        + " ORDER BY s.staff_id, s.id" + (lock ? " FOR UPDATE OF s" : ""),
                Roster::onShift,
                clinic.get(),
                span.from(),
                span.to(),
                span.from());
    }

    private static Staffing.OnShift onShift(ResultSet row) throws SQLException {
        var roles = Set.of((String[]) row.getArray("roles").getArray());
        return new Staffing.OnShift(
                row.getObject("staff_id", UUID.class),
                new Span(Jdbc.instant(row, "starts_at"), Jdbc.instant(row, "ends_at")),
                roles.contains("NURSE") || roles.contains("HEAD_NURSE"),
                Set.of((String[]) row.getArray("skills").getArray()));
    }
}
