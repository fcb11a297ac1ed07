package org.paincare.outcome.overview;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.paincare.outcome.care.Care;
import org.paincare.platform.timeline.TimelineKind;
import org.paincare.platform.timeline.TimelineSource;

/** What was answered, found and decided about how treatment works; no scores and no reasons, those are behind the links. */
@ApplicationScoped
class OutcomeTimeline implements TimelineSource {

    private static final String OF_PERSON = " WHERE clinic_id = ? AND patient_id = ANY (?)";

    private static final List<TimelineKind> KINDS = List.of(
            TimelineKind.of(
                    "ANSWERS_SUBMITTED",
                    "answers",
                    "read-status",
                    "Answered: {}",
                    "Respondido: {}",
                    "/v1/assessments/{parent}",
                    "SELECT md5(assessment_id::text || '/' || revision)::uuid AS item, assessment_id AS parent,"
                            + " code AS detail, occurred_at, recorded_at, entered_by AS by_id, NULL::text AS by_name,"
                            + " revision AS version FROM assessment_answers" + OF_PERSON
                            + " AND submitted AND NOT withdrawn"),
            TimelineKind.forStaff(
                    "CHECK_REOPENED",
                    "answers",
                    "read-status",
                    "Result corrected, not done any more: {}",
                    "Resultado corregido, ya no está hecho: {}",
                    "/v1/assessments/{parent}",
                    "SELECT md5(assessment_id::text || '/' || revision)::uuid AS item, assessment_id AS parent,"
                            + " code AS detail, occurred_at, recorded_at, NULL::uuid AS by_id, NULL::text AS by_name,"
                            + " revision AS version FROM assessment_answers" + OF_PERSON + " AND withdrawn"),
            TimelineKind.of(
                    "DIARY_DAY_WRITTEN",
                    "answers",
                    "read",
                    "Diary: {}",
                    "Diario: {}",
                    "/v1/patients/{patient}/diary-days/{detail}",
                    "SELECT d.id AS item, NULL::uuid AS parent, d.day::text AS detail,"
                            + " d.day::timestamp AT TIME ZONE coalesce((SELECT zone FROM care_clinic c"
                            + " WHERE c.clinic_id = d.clinic_id LIMIT 1), 'UTC') AS occurred_at, d.recorded_at,"
                            + " d.entered_by AS by_id, NULL::text AS by_name, d.version + 1 AS version FROM diary_day d"
                            + " WHERE d.clinic_id = ? AND d.patient_id = ANY (?)"),
            // Which rule raised it is behind the link, where a patient reads no more than that there is an alert.
            TimelineKind.of(
                    "SAFETY_ALERT_RAISED",
                    "safety-alert",
                    "read",
                    "Safety alert",
                    "Alerta de seguridad",
                    "/v1/safety-alerts/{item}",
                    "SELECT id AS item, NULL::uuid AS parent, NULL::text AS detail, occurred_at,"
                            + " raised_at AS recorded_at, NULL::uuid AS by_id, NULL::text AS by_name, 1 AS version"
                            + " FROM safety_alert" + OF_PERSON),
            TimelineKind.forStaff(
                    "SAFETY_ALERT_STEP",
                    "safety-alert",
                    "read",
                    "Safety alert: {}",
                    "Alerta de seguridad: {}",
                    "/v1/safety-alerts/{parent}",
                    "SELECT t.id AS item, t.alert_id AS parent, t.command AS detail, t.at AS occurred_at,"
                            + " t.at AS recorded_at, t.by_id, t.by_name, 1 AS version FROM safety_alert_step t"
                            + " JOIN safety_alert a ON a.clinic_id = t.clinic_id AND a.id = t.alert_id"
                            + " WHERE a.clinic_id = ? AND a.patient_id = ANY (?)"),
            TimelineKind.of(
                    "WINDOW_CLOSED",
                    "scores",
                    "read",
                    "28 days judged: window {}",
                    "28 días evaluados: ventana {}",
                    "/v1/patients/{patient}/windows",
                    "SELECT id AS item, course_id AS parent, window_index || coalesce(' ' || response, '') AS detail,"
                            + " computed_at AS occurred_at, computed_at AS recorded_at, NULL::uuid AS by_id,"
                            + " NULL::text AS by_name, computation AS version FROM outcome_window" + OF_PERSON),
            TimelineKind.of(
                    "COURSE_CHANGED",
                    "scores",
                    "read",
                    "Course: {}",
                    "Curso: {}",
                    "/v1/patients/{patient}/course",
                    "SELECT t.id AS item, t.course_id AS parent, t.to_state AS detail, t.occurred_at,"
                            + " t.told_at AS recorded_at, NULL::uuid AS by_id, NULL::text AS by_name, 1 AS version"
                            + " FROM outcome_course_change t JOIN outcome_course c ON c.clinic_id = t.clinic_id"
                            + " AND c.id = t.course_id WHERE c.clinic_id = ? AND c.patient_id = ANY (?)"),
            TimelineKind.of(
                    "PACING_PROPOSED",
                    "programme-review",
                    "read",
                    "Pacing proposed",
                    "Ritmo propuesto",
                    "/v1/patients/{patient}/pacing",
                    "SELECT id AS item, NULL::uuid AS parent, NULL::text AS detail, proposed_at AS occurred_at,"
                            + " proposed_at AS recorded_at, NULL::uuid AS by_id, NULL::text AS by_name, 1 AS version"
                            + " FROM outcome_proposal" + OF_PERSON),
            TimelineKind.of(
                    "PROGRAMME_REVIEW_RECORDED",
                    "programme-review",
                    "read",
                    "Programme review: {}",
                    "Revisión del programa: {}",
                    "/v1/programme-reviews/{item}",
                    "SELECT id AS item, course_id AS parent, decision AS detail, recorded_at AS occurred_at, recorded_at,"
                            + " recorded_by AS by_id, NULL::text AS by_name, version + 1 AS version FROM programme_review"
                            + OF_PERSON),
            TimelineKind.of(
                    "PROGRAMME_REVIEW_SIGNED",
                    "programme-review",
                    "read",
                    "Programme review signed: {}",
                    "Revisión del programa firmada: {}",
                    "/v1/programme-reviews/{parent}",
                    "SELECT md5(id::text || '/signature')::uuid AS item, id AS parent, decision AS detail,"
                            + " signed_at AS occurred_at, signed_at AS recorded_at, signed_by AS by_id,"
                            + " NULL::text AS by_name, version + 1 AS version FROM programme_review" + OF_PERSON
                            + " AND signed_at IS NOT NULL"));

    private final Care care;

    OutcomeTimeline(Care care) {
        this.care = care;
    }

    @Override
    public List<UUID> ids(UUID patient) {
        return care.ids(care.mustKnow(patient));
    }

    @Override
    public List<TimelineKind> kinds() {
        return KINDS;
    }
}
