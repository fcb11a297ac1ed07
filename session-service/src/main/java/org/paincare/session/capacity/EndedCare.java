package org.paincare.session.capacity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.paincare.platform.audit.Audit;
import org.paincare.platform.audit.AuditEntry;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.due.DueHandler;
import org.paincare.platform.tenancy.CurrentClinic;
import org.paincare.session.care.SessionJson.CancelReason;
import org.paincare.session.care.Sessions;
import org.paincare.session.standing.KnownPatients;

/**
 * Takes back what is booked, planned or waited for by somebody who died or withdrew from the programme. A session whose
 * pump was started is left to those at the bedside.
 */
@ApplicationScoped
class EndedCare implements DueHandler {

    private final Jdbc jdbc;
    private final KnownPatients patients;
    private final Bookings bookings;
    private final Sessions sessions;
    private final WaitList waiting;
    private final FreedPlaces freed;
    private final Audit audit;
    private final CurrentClinic clinic;
    private final InstantSource clock;

    EndedCare(
            DataSource pool,
            KnownPatients patients,
            Bookings bookings,
            Sessions sessions,
            WaitList waiting,
            FreedPlaces freed,
            Audit audit,
            CurrentClinic clinic,
            InstantSource clock) {
        this.jdbc = new Jdbc(pool);
        this.patients = patients;
        this.bookings = bookings;
        this.sessions = sessions;
        this.waiting = waiting;
        this.freed = freed;
        this.audit = audit;
        this.clinic = clinic;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return KnownPatients.CARE_ENDED;
    }

    @Override
    public void run(UUID patientId, Instant dueAt) {
        patients.find(patientId).flatMap(EndedCare::reason).ifPresent(reason -> {
            var now = clock.instant();
            waiting.leaves(patientId, reason.name());
            of(
                            "SELECT id FROM booking WHERE clinic_id = ? AND patient_id = ? AND state IN ('HELD', 'BOOKED')"
                                    + " ORDER BY id",
                            patientId)
                    .forEach(booking -> cancelForGood(booking, reason, now));
            of(
                            "SELECT id FROM session WHERE clinic_id = ? AND patient_id = ? AND state = 'PLANNED' ORDER BY id",
                            patientId)
                    .forEach(session -> sessions.cancelWithBooking(session, reason, null));
        });
    }

    /** Empty for somebody who has come back since. */
    private static Optional<CancelReason> reason(KnownPatients.Patient patient) {
        if (patient.diedOn() != null) {
            return Optional.of(CancelReason.DECEASED);
        }
        return KnownPatients.WITHDRAWN.equals(patient.enrolmentState())
                ? Optional.of(CancelReason.ENROLMENT)
                : Optional.empty();
    }

    private void cancelForGood(UUID id, CancelReason reason, Instant now) {
        var booking =
                bookings.findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE).orElseThrow();
        var session = booking.sessionId();
        if (!booking.keepsItsPlace() || session != null && sessions.hasBegun(session)) {
            return;
        }
        booking.cancel(reason.name());
        bookings.flush();
        freed.free(booking, now);
        if (session != null) {
            sessions.cancelWithBooking(session, reason, null);
        }
        audit.wrote(AuditEntry.of("BOOKING_CANCELLED", "booking", id, booking.patientId())
                .because(reason.name()));
    }

    private List<UUID> of(String query, UUID patientId) {
        return jdbc.list(query, row -> row.getObject("id", UUID.class), clinic.get(), patientId);
    }
}
