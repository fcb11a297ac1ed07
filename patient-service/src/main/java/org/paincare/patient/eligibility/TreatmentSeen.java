package org.paincare.patient.eligibility;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import javax.sql.DataSource;
import org.paincare.patient.eligibility.engine.InfusionKind;
import org.paincare.patient.eligibility.engine.PlanContext;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.tenancy.CurrentClinic;

/** What session-service told of a patient's plan, sessions and doses, kept as far as rules ask for it. */
@ApplicationScoped
public class TreatmentSeen {

    /** "Three months" of rule E19, in days. */
    private static final int THREE_MONTHS = 90;

    private final Jdbc jdbc;
    private final CurrentClinic clinic;

    TreatmentSeen(DataSource pool, CurrentClinic clinic) {
        this.jdbc = new Jdbc(pool);
        this.clinic = clinic;
    }

    /** A plan took effect or was revised: the latest told is the one in force. */
    @Transactional
    public void plan(UUID patientId, UUID planId, int sessionsPlanned, int intervalDays) {
        jdbc.update(
                "INSERT INTO treatment_seen (clinic_id, id, plan_id, sessions_planned, interval_days) VALUES (?, ?, ?, ?, ?)"
                        + " ON CONFLICT (clinic_id, id) DO UPDATE SET plan_id = excluded.plan_id,"
                        + " sessions_planned = excluded.sessions_planned, interval_days = excluded.interval_days",
                clinic.get(),
                patientId,
                planId,
                sessionsPlanned,
                intervalDays);
    }

    /** A plan is over; nothing is planned any more, unless another took its place. */
    @Transactional
    public void planEnded(UUID patientId, UUID planId) {
        jdbc.update(
                "UPDATE treatment_seen SET plan_id = NULL, sessions_planned = NULL, interval_days = NULL"
                        + " WHERE clinic_id = ? AND id = ? AND plan_id = ?",
                clinic.get(),
                patientId,
                planId);
    }

    /** A session has its time. */
    @Transactional
    public void booked(UUID patientId, UUID sessionId) {
        jdbc.update(
                "INSERT INTO session_seen (clinic_id, id, patient_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                clinic.get(),
                sessionId,
                patientId);
    }

    /** True for a session of this patient; false for one that was not told of yet, too. */
    boolean hasSession(UUID patientId, UUID sessionId) {
        return jdbc.first(
                        "SELECT 1 FROM session_seen WHERE clinic_id = ? AND id = ? AND patient_id = ?",
                        row -> true,
                        clinic.get(),
                        sessionId,
                        patientId)
                .isPresent();
    }

    /** A dose was ordered on this weight and begun. */
    @Transactional
    public void dosed(UUID patientId, BigDecimal dosingWeightKg, Instant at) {
        jdbc.update(
                "INSERT INTO treatment_seen (clinic_id, id, dosing_weight_kg, dosing_weight_at) VALUES (?, ?, ?, ?)"
                        + " ON CONFLICT (clinic_id, id) DO UPDATE SET dosing_weight_kg = excluded.dosing_weight_kg,"
                        + " dosing_weight_at = excluded.dosing_weight_at"
                        + " WHERE treatment_seen.dosing_weight_at IS NULL"
                        + " OR treatment_seen.dosing_weight_at < excluded.dosing_weight_at",
                clinic.get(),
                patientId,
                dosingWeightKg,
                at);
    }

    /** What is planned, as far as it was told: an unknown number of sessions is not none. */
    PlanContext context(UUID patientId) {
        return jdbc.first(
                        "SELECT sessions_planned, interval_days, dosing_weight_kg FROM treatment_seen"
                                + " WHERE clinic_id = ? AND id = ?",
                        row -> {
                            var sessions = row.getObject("sessions_planned", Integer.class);
                            return new PlanContext(
                                    InfusionKind.SERIES,
                                    sessions == null ? null : inThreeMonths(sessions, row.getInt("interval_days")),
                                    row.getBigDecimal("dosing_weight_kg"));
                        },
                        clinic.get(),
                        patientId)
                .orElseGet(() -> new PlanContext(InfusionKind.SERIES, null, null));
    }

    static int inThreeMonths(int sessionsPlanned, int intervalDays) {
        return intervalDays == 0 ? sessionsPlanned : Math.min(sessionsPlanned, 1 + THREE_MONTHS / intervalDays);
    }
}
