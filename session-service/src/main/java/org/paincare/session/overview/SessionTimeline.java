package org.paincare.session.overview;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.paincare.platform.timeline.TimelineKind;
import org.paincare.platform.timeline.TimelineSource;
import org.paincare.session.standing.KnownPatients;

/**
 * What treatment left on record about a patient: plans, bookings, the steps of sessions, orders, drugs, adverse events,
 * alarms. Readings and entries of the bedside are on the session's own timeline.
 */
@ApplicationScoped
class SessionTimeline implements TimelineSource {

    private static final String OF_PERSON = " WHERE clinic_id = ? AND patient_id = ANY (?)";

    /** Rows {@code r} that know their session, and through it the person. */
    private static final String OF_SESSION = " r JOIN session s ON s.clinic_id = r.clinic_id AND s.id = r.session_id"
            + " WHERE s.clinic_id = ? AND s.patient_id = ANY (?)";

    private static final List<TimelineKind> KINDS = List.of(
            TimelineKind.of(
                    "PLAN_SIGNED",
                    "plan",
                    "read",
                    "Treatment plan signed, revision {}",
                    "Plan de tratamiento firmado, revisión {}",
                    "/v1/plans/{parent}",
                    "SELECT r.id AS item, r.plan_id AS parent, r.revision::text AS detail, r.signed_at AS occurred_at,"
                            + " r.signed_at AS recorded_at, r.signed_by AS by_id, r.signer_name AS by_name,"
                            + " r.revision AS version FROM plan_revision r JOIN plan p ON p.clinic_id = r.clinic_id"
                            + " AND p.id = r.plan_id WHERE p.clinic_id = ? AND p.patient_id = ANY (?)"
                            + " AND r.signed_at IS NOT NULL"),
            TimelineKind.of(
                    "SESSION_BOOKED",
                    "booking",
                    "read",
                    "Place booked",
                    "Cupo reservado",
                    "/v1/bookings/{item}",
                    "SELECT id AS item, session_id AS parent, NULL::text AS detail, created_at AS occurred_at,"
                            + " created_at AS recorded_at, booked_by AS by_id, NULL::text AS by_name, version + 1 AS version"
                            + " FROM booking" + OF_PERSON),
            TimelineKind.of(
                    "SESSION_STEP",
                    "session",
                    "read-state",
                    "Session: {}",
                    "Sesión: {}",
                    "/v1/sessions/{parent}",
                    "SELECT r.id AS item, r.session_id AS parent, r.to_state AS detail, r.occurred_at, r.recorded_at,"
                            + " r.actor AS by_id, r.actor_name AS by_name, 1 AS version FROM session_transition"
                            + OF_SESSION),
            TimelineKind.of(
                    "DOSE_ORDER_SIGNED",
                    "dose-order",
                    "read",
                    "Dose order signed",
                    "Orden de dosis firmada",
                    "/v1/sessions/{parent}/dose-orders",
                    "SELECT id AS item, session_id AS parent, NULL::text AS detail, signed_at AS occurred_at,"
                            + " signed_at AS recorded_at, signed_by AS by_id, signer_name AS by_name, version + 1 AS version"
                            + " FROM dose_order" + OF_PERSON + " AND signed_at IS NOT NULL"),
            TimelineKind.of(
                    "DRUG_GIVEN",
                    "session",
                    "read",
                    "Drug given: {}",
                    "Fármaco administrado: {}",
                    "/v1/sessions/{parent}/drugs-given",
                    "SELECT r.id AS item, r.session_id AS parent, r.drug AS detail, r.given_at AS occurred_at,"
                            + " r.recorded_at, r.person AS by_id, r.name AS by_name, 1 AS version FROM drug_given"
                            + OF_SESSION),
            TimelineKind.of(
                    "HOME_SPRAYS_TAKEN",
                    "dose-order",
                    "read",
                    "Sprays taken at home: {}",
                    "Aplicaciones en casa: {}",
                    "/v1/home-doses/{item}",
                    "SELECT id AS item, session_id AS parent, sprays || ' (' || trim_scale(mg) || ' mg)' AS detail,"
                            + " taken_at AS occurred_at, recorded_at, person AS by_id, name AS by_name, 1 AS version"
                            + " FROM home_dose d" + OF_PERSON + " AND NOT EXISTS (SELECT 1 FROM home_dose later"
                            + " WHERE later.clinic_id = d.clinic_id AND later.supersedes = d.id) AND sprays > 0"),
            TimelineKind.of(
                    "ADVERSE_EVENT_RECORDED",
                    "adverse-event",
                    "read",
                    "Adverse event: {}",
                    "Evento adverso: {}",
                    "/v1/sessions/{parent}/adverse-events",
                    "SELECT id AS item, session_id AS parent, code || ' G' || grade AS detail, onset_at AS occurred_at,"
                            + " recorded_at, person AS by_id, name AS by_name, 1 AS version FROM adverse_event"
                            + OF_PERSON),
            TimelineKind.of(
                    "ALARM_RAISED",
                    "alarm",
                    "read",
                    "Alarm: {}",
                    "Alarma: {}",
                    "/v1/sessions/{parent}/alarms",
                    "SELECT id AS item, session_id AS parent, level || ' ' || rule AS detail, raised_at AS occurred_at,"
                            + " raised_at AS recorded_at, NULL::uuid AS by_id, NULL::text AS by_name, 1 AS version"
                            + " FROM alarm" + OF_PERSON),
            TimelineKind.of(
                    "NOTE_SIGNED",
                    "session",
                    "read",
                    "Session note signed",
                    "Nota de la sesión firmada",
                    "/v1/sessions/{parent}/note",
                    "SELECT r.id AS item, r.session_id AS parent, NULL::text AS detail, r.signed_at AS occurred_at,"
                            + " r.signed_at AS recorded_at, r.signed_by AS by_id, r.signer_name AS by_name,"
                            + " r.version + 1 AS version FROM session_note" + OF_SESSION
                            + " AND r.signed_at IS NOT NULL"),
            TimelineKind.of(
                    "PACING_DECIDED",
                    "programme-review",
                    "read",
                    "Pacing proposal decided: {}",
                    "Propuesta de ritmo decidida: {}",
                    "/v1/patients/{patient}/pacing-proposals",
                    "SELECT id AS item, plan_id AS parent, kind || ' ' || state AS detail, decided_at AS occurred_at,"
                            + " decided_at AS recorded_at, decided_by AS by_id, decided_name AS by_name, 1 AS version"
                            + " FROM pacing_proposal" + OF_PERSON + " AND decided_at IS NOT NULL"));

    private final KnownPatients patients;

    SessionTimeline(KnownPatients patients) {
        this.patients = patients;
    }

    @Override
    public List<UUID> ids(UUID patient) {
        return patients.aliases(patients.get(patient).id());
    }

    @Override
    public List<TimelineKind> kinds() {
        return KINDS;
    }
}
