package org.paincare.session.capacity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.audit.Audit;
import org.paincare.platform.audit.AuditEntry;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.task.Tasks;
import org.paincare.platform.tenancy.CurrentClinic;
import org.paincare.platform.web.Etags;
import org.paincare.session.booking.Span;
import org.paincare.session.standing.ClinicProfiles;

/**
 * Takes chairs and monitors out of use for good. Nothing new is booked on them; the bookings there are stay where they are,
 * are named, and a task asks for each to be moved.
 */
@ApplicationScoped
class Retirements {

    private final Jdbc jdbc;
    private final Chairs chairs;
    private final Monitors monitors;
    private final ClinicProfiles clinics;
    private final Tasks tasks;
    private final Audit audit;
    private final CurrentClinic clinic;
    private final CurrentCaller caller;
    private final InstantSource clock;

    Retirements(
            DataSource pool,
            Chairs chairs,
            Monitors monitors,
            ClinicProfiles clinics,
            Tasks tasks,
            Audit audit,
            CurrentClinic clinic,
            CurrentCaller caller,
            InstantSource clock) {
        this.jdbc = new Jdbc(pool);
        this.chairs = chairs;
        this.monitors = monitors;
        this.clinics = clinics;
        this.tasks = tasks;
        this.audit = audit;
        this.clinic = clinic;
        this.caller = caller;
        this.clock = clock;
    }

    record Retired<T>(T what, List<UUID> bookings) {}

    /** @throws Problem NOT_FOUND, PRECONDITION_REQUIRED, STALE */
    @Transactional
    Retired<Chair> chair(UUID clinicId, UUID id, @Nullable String ifMatch, String reason) {
        clinics.mustBeCurrent(clinicId);
        // Whoever books holds the chair: either they see it retired, or this sees their booking.
        var chair = chairs.findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE)
                .orElseThrow(() -> Problem.of(PlatformProblem.NOT_FOUND));
        Etags.mustMatch(ifMatch, chair);
        var now = clock.instant();
        chair.retire(caller.get().id(), reason, now);
        chairs.flush();
        audit.wrote(AuditEntry.of("CHAIR_RETIRED", "chair", id).because(reason));
        return new Retired<>(chair, toBeMoved("chair_id = ?", id, now));
    }

    /** @throws Problem NOT_FOUND, PRECONDITION_REQUIRED, STALE */
    @Transactional
    Retired<Monitor> monitor(UUID clinicId, UUID id, @Nullable String ifMatch, String reason) {
        clinics.mustBeCurrent(clinicId);
        var monitor = monitors.findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE)
                .orElseThrow(() -> Problem.of(PlatformProblem.NOT_FOUND));
        Etags.mustMatch(ifMatch, monitor);
        var now = clock.instant();
        monitor.retire(caller.get().id(), reason, now);
        monitors.flush();
        audit.wrote(AuditEntry.of("MONITOR_RETIRED", "monitor", id).because(reason));
        return new Retired<>(monitor, toBeMoved("monitor_id = ?", id, now));
    }

    /** What is booked or held there from now on; what runs now is finished where it is. */
    private List<UUID> toBeMoved(String place, UUID id, Instant now) {
        return jdbc
                .list(
                        "SELECT id, patient_id, session_id, starts_at, ends_at FROM booking WHERE clinic_id = ? AND "
                                + place
                                + " AND starts_at > ? AND (state = 'BOOKED' OR state = 'HELD' AND hold_until > ?)"
                                + " ORDER BY starts_at, id",
                        row -> new Roster.Booked(
                                row.getObject("id", UUID.class),
                                row.getObject("patient_id", UUID.class),
                                row.getObject("session_id", UUID.class),
                                new Span(Jdbc.instant(row, "starts_at"), Jdbc.instant(row, "ends_at"))),
                        clinic.get(),
                        id,
                        now,
                        now)
                .stream()
                .map(booked -> {
                    tasks.raise(new Tasks.Wanted(
                            Roster.REBOOK, booked.patientId(), booked.sessionId(), booked.id(), null, null));
                    return booked.id();
                })
                .toList();
    }
}
