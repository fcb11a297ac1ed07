package org.paincare.patient.overview;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.paincare.patient.registry.Patients;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.timeline.TimelineKind;
import org.paincare.platform.timeline.TimelineSource;

/** What the registry has on record: who the person is, what was found, agreed and decided. Codes, no words of the record. */
@ApplicationScoped
class PatientTimeline implements TimelineSource {

    private static final String OF_PERSON = " WHERE clinic_id = ? AND patient_id = ANY (?)";

    private static final List<TimelineKind> KINDS = List.of(
            TimelineKind.of(
                    "PATIENT_REGISTERED",
                    "demographics",
                    "read",
                    "Registered",
                    "Inscripción en el registro",
                    "/v1/patients/{patient}",
                    "SELECT id AS item, id AS parent, NULL::text AS detail, registered_at AS occurred_at,"
                            + " registered_at AS recorded_at, registered_by AS by_id, NULL::text AS by_name, 1 AS version"
                            + " FROM patient WHERE clinic_id = ? AND id = ANY (?)"),
            TimelineKind.of(
                    "FACT_RECORDED",
                    "facts",
                    "read",
                    "Fact recorded: {}",
                    "Dato registrado: {}",
                    "/v1/patients/{patient}/facts",
                    "SELECT id AS item, supersedes_fact_id AS parent, code || ' ' || state AS detail,"
                            + " observed_at AS occurred_at, recorded_at, recorded_by AS by_id, recorded_by_name AS by_name,"
                            + " 1 AS version FROM clinical_fact" + OF_PERSON),
            TimelineKind.of(
                    "HEADACHE_HISTORY_CHANGED",
                    "facts",
                    "read",
                    "Headache history written",
                    "Historia de cefalea escrita",
                    "/v1/patients/{patient}/headache-history",
                    "SELECT v.id AS item, v.history_id AS parent, NULL::text AS detail, v.recorded_at AS occurred_at,"
                            + " v.recorded_at, v.recorded_by AS by_id, v.recorded_by_name AS by_name, v.version"
                            + " FROM headache_history_version v JOIN headache_history h ON h.clinic_id = v.clinic_id"
                            + " AND h.id = v.history_id WHERE h.clinic_id = ? AND h.patient_id = ANY (?)"),
            TimelineKind.of(
                    "PRIOR_TREATMENT_RECORDED",
                    "facts",
                    "read",
                    "Prior treatment recorded: {}",
                    "Tratamiento previo registrado: {}",
                    "/v1/patients/{patient}/prior-treatments",
                    "SELECT id AS item, supersedes_treatment_id AS parent, preventive_class AS detail,"
                            + " recorded_at AS occurred_at, recorded_at, recorded_by AS by_id, recorded_by_name AS by_name,"
                            + " 1 AS version FROM prior_treatment" + OF_PERSON),
            TimelineKind.of(
                    "MEDICATION_OR_ALLERGY_RECORDED",
                    "facts",
                    "read",
                    "List changed: {}",
                    "Lista modificada: {}",
                    "/v1/patients/{patient}",
                    "SELECT id AS item, supersedes_id AS parent, list || ' ' || state AS detail,"
                            + " observed_at AS occurred_at, recorded_at, recorded_by AS by_id, recorded_by_name AS by_name,"
                            + " 1 AS version FROM substance_entry" + OF_PERSON),
            TimelineKind.of(
                    "CARE_PLAN_CHANGED",
                    "facts",
                    "read",
                    "Care plan changed",
                    "Plan de cuidados modificado",
                    "/v1/patients/{patient}/care-plan",
                    sheet("CARE_PLAN")),
            TimelineKind.of(
                    "GOALS_STATED",
                    "facts",
                    "read",
                    "Goals stated",
                    "Metas acordadas",
                    "/v1/patients/{patient}/goals",
                    sheet("GOALS")),
            TimelineKind.of(
                    "EXPECTATIONS_ACKNOWLEDGED",
                    "facts",
                    "read",
                    "Expectations sheet seen: {}",
                    "Hoja de expectativas leída: {}",
                    "/v1/patients/{patient}/expectations-acknowledgements",
                    "SELECT id AS item, NULL::uuid AS parent, sheet_version AS detail, acknowledged_at AS occurred_at,"
                            + " recorded_at, recorded_by AS by_id, recorded_by_name AS by_name, 1 AS version"
                            + " FROM expectations_acknowledgement" + OF_PERSON),
            TimelineKind.of(
                    "CONSENT_SIGNED",
                    "consent",
                    "read",
                    "Consent signed: {}",
                    "Consentimiento firmado: {}",
                    "/v1/patients/{patient}/consents",
                    "SELECT id AS item, superseded_by AS parent, type AS detail, signed_at AS occurred_at, recorded_at,"
                            + " recorded_by AS by_id, recorded_by_name AS by_name, 1 AS version FROM consent"
                            + OF_PERSON),
            TimelineKind.of(
                    "CONSENT_WITHDRAWN",
                    "consent",
                    "read",
                    "Consent withdrawn: {}",
                    "Consentimiento retirado: {}",
                    "/v1/patients/{patient}/consents",
                    // Who took it back is in the audit trail; the row keeps who recorded the consent.
                    "SELECT md5(id::text || '/withdrawal')::uuid AS item, id AS parent, type AS detail,"
                            + " withdrawn_at AS occurred_at, withdrawn_at AS recorded_at, NULL::uuid AS by_id,"
                            + " NULL::text AS by_name, 2 AS version FROM consent" + OF_PERSON
                            + " AND withdrawn_at IS NOT NULL"),
            TimelineKind.of(
                    "ELIGIBILITY_DECIDED",
                    "eligibility",
                    "read-decision",
                    "Eligibility decided: {}",
                    "Elegibilidad decidida: {}",
                    "/v1/patients/{patient}/eligibility-evaluations/{item}",
                    "SELECT id AS item, session_id AS parent, scope || ' ' || decision AS detail,"
                            + " evaluated_at AS occurred_at, evaluated_at AS recorded_at, evaluated_by AS by_id,"
                            + " evaluated_by_name AS by_name, 1 AS version FROM eligibility_evaluation" + OF_PERSON),
            TimelineKind.of(
                    "ELIGIBILITY_WAIVED",
                    "eligibility",
                    "read",
                    "Rule set aside by signature: {}",
                    "Regla dispensada con firma: {}",
                    "/v1/patients/{patient}/eligibility-evaluations",
                    "SELECT id AS item, fact_id AS parent, kind || ' ' || subject AS detail, signed_at AS occurred_at,"
                            + " recorded_at, signed_by AS by_id, signer_name AS by_name, 1 AS version"
                            + " FROM eligibility_waiver" + OF_PERSON),
            TimelineKind.of(
                    "ENROLMENT_CHANGED",
                    "enrolment",
                    "read",
                    "Programme: {}",
                    "Programa: {}",
                    "/v1/patients/{patient}/enrolments",
                    "SELECT id AS item, NULL::uuid AS parent, trigger AS detail, occurred_at, recorded_at,"
                            + " actor_id AS by_id, actor_name AS by_name, 1 AS version FROM enrolment_entry"
                            + OF_PERSON),
            TimelineKind.of(
                    "EMERGENCY_ACCESS_OPENED",
                    "emergency-access",
                    "read",
                    "Record opened in an emergency",
                    "Historia abierta por urgencia",
                    "/v1/patients/{patient}/emergency-accesses",
                    "SELECT id AS item, NULL::uuid AS parent, NULL::text AS detail, opened_at AS occurred_at,"
                            + " opened_at AS recorded_at, opened_by AS by_id, opened_by_name AS by_name, 1 AS version"
                            + " FROM emergency_access" + OF_PERSON));

    private final Patients patients;

    PatientTimeline(Patients patients) {
        this.patients = patients;
    }

    /** A sheet as it is now; each version has an item id of its own. */
    private static String sheet(String kind) {
        return "SELECT md5(id::text || '/' || version)::uuid AS item, id AS parent, NULL::text AS detail,"
                + " changed_at AS occurred_at, changed_at AS recorded_at, changed_by AS by_id, changed_by_name AS by_name,"
                + " version FROM patient_sheet" + OF_PERSON + " AND kind = '" + kind + "'";
    }

    @Override
    public List<UUID> ids(UUID patient) {
        if (!patients.knows(patient)) {
            throw Problem.of(PlatformProblem.NOT_FOUND);
        }
        return List.of(patient);
    }

    @Override
    public List<TimelineKind> kinds() {
        return KINDS;
    }
}
