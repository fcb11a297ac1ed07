package org.paincare.session.capacity;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
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
    private final CurrentClinic clinic;

    EndedCare(
            DataSource pool,
            KnownPatients patients,
            Bookings bookings,
            Sessions sessions,
            WaitList waiting,
            CurrentClinic clinic) {
        this.jdbc = new Jdbc(pool);
        this.patients = patients;
        this.bookings = bookings;
        this.sessions = sessions;
        this.waiting = waiting;
        this.clinic = clinic;
    }

    @Override
    public String kind() {
        return KnownPatients.CARE_ENDED;
    }

    @Override
    public void run(UUID patientId, Instant dueAt) {
        patients.find(patientId).flatMap(EndedCare::reason).ifPresent(reason -> {
            waiting.leaves(patientId, reason.name());
            of(
                            "SELECT id FROM booking WHERE clinic_id = ? AND patient_id = ? AND state IN ('HELD', 'BOOKED')"
                                    + " ORDER BY id",
                            patientId)
                    .forEach(booking -> bookings.cancelForGood(booking, reason));
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

    private List<UUID> of(String query, UUID patientId) {
        return jdbc.list(query, row -> row.getObject("id", UUID.class), clinic.get(), patientId);
    }
}
