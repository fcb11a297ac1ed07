package org.paincare.e2e.check;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.paincare.local.Component;

/** What one service remembers of another's facts equals what the other holds. */
public final class ReadModels {

    /**
     * @param mine query on what is remembered
     * @param theirs query that must answer the same rows
     */
    private record Pair(String name, Component consumer, String mine, Component source, String theirs) {}

    private static final List<Pair> PAIRS = List.of(
            new Pair(
                    "session's patients",
                    Component.SESSION,
                    "SELECT clinic_id, id, birth_date, sex_at_birth, died_on FROM known_patient",
                    Component.PATIENT,
                    "SELECT clinic_id, id, birth_date, sex_at_birth, died_on FROM patient"),
            new Pair(
                    "session's staff",
                    Component.SESSION,
                    "SELECT clinic_id, id, subject, active FROM known_staff",
                    Component.PATIENT,
                    "SELECT clinic_id, id, subject, active FROM staff_member"),
            new Pair(
                    "session's clinics",
                    Component.SESSION,
                    "SELECT clinic_id, id, zone, jurisdiction FROM known_clinic",
                    Component.PATIENT,
                    "SELECT clinic_id, id, zone, jurisdiction FROM clinic"),
            new Pair(
                    "session's newest facts",
                    Component.SESSION,
                    "SELECT clinic_id, patient_id, code, observed_at FROM known_fact",
                    Component.PATIENT,
                    "SELECT clinic_id, patient_id, code, max(observed_at) FROM clinical_fact GROUP BY 1, 2, 3"),
            new Pair(
                    "outcome's patients",
                    Component.OUTCOME,
                    "SELECT clinic_id, id, language FROM care_patient",
                    Component.PATIENT,
                    "SELECT clinic_id, id, language FROM patient"),
            new Pair(
                    "outcome's clinics",
                    Component.OUTCOME,
                    "SELECT clinic_id, id, zone, jurisdiction FROM care_clinic",
                    Component.PATIENT,
                    "SELECT clinic_id, id, zone, jurisdiction FROM clinic"),
            new Pair(
                    "outcome's stages of care",
                    Component.OUTCOME,
                    "SELECT DISTINCT ON (clinic_id, enrolment_id) clinic_id, enrolment_id, state FROM care_enrolment_step"
                            + " ORDER BY clinic_id, enrolment_id, sequence DESC",
                    Component.PATIENT,
                    "SELECT clinic_id, id, state FROM enrolment"),
            new Pair(
                    "outcome's revisions of plans",
                    Component.OUTCOME,
                    "SELECT clinic_id, plan_id, revision FROM care_plan_revision",
                    Component.SESSION,
                    "SELECT clinic_id, plan_id, revision FROM plan_revision WHERE signed_at IS NOT NULL"),
            new Pair(
                    "outcome's doses",
                    Component.OUTCOME,
                    "SELECT clinic_id, id, plan_id, series_index, round(dose_given_mg, 1) FROM care_session"
                            + " WHERE ended_at IS NOT NULL",
                    Component.SESSION,
                    "SELECT s.clinic_id, s.id, s.plan_id, s.series_index, round(g.given_mg, 1) FROM session s"
                            + " JOIN dose_given g ON g.clinic_id = s.clinic_id AND g.session_id = s.id"
                            + " WHERE s.end_outcome IS NOT NULL"),
            new Pair(
                    "outcome's adverse events",
                    Component.OUTCOME,
                    "SELECT clinic_id, id, session_id, code, grade FROM care_adverse_event",
                    Component.SESSION,
                    "SELECT clinic_id, id, session_id, code, grade FROM adverse_event"),
            new Pair(
                    "session's proposals",
                    Component.SESSION,
                    "SELECT clinic_id, id, patient_id FROM pacing_proposal",
                    Component.OUTCOME,
                    "SELECT clinic_id, id, patient_id FROM outcome_proposal"),
            new Pair(
                    "session's consents",
                    Component.SESSION,
                    "SELECT clinic_id, id, type, expires_on, withdrawn_at IS NULL FROM known_consent",
                    Component.PATIENT,
                    "SELECT clinic_id, id, type, expires_on, withdrawn_at IS NULL FROM consent"),
            new Pair(
                    "patient's plans",
                    Component.PATIENT,
                    "SELECT clinic_id, id, plan_id FROM treatment_seen",
                    Component.SESSION,
                    "SELECT clinic_id, patient_id, id FROM plan WHERE state = 'ACTIVE'"));

    private ReadModels() {}

    public static List<String> findings(Databases databases) {
        List<String> findings = new ArrayList<>();
        for (Pair pair : PAIRS) {
            List<String> mine = databases.rows(pair.consumer(), pair.mine());
            List<String> theirs = databases.rows(pair.source(), pair.theirs());
            findings.addAll(difference(pair.name() + " lack ", theirs, mine));
            findings.addAll(difference(pair.name() + " alone have ", mine, theirs));
        }
        return findings;
    }

    /** What the first has more often than the second. */
    private static List<String> difference(String what, List<String> first, List<String> second) {
        List<String> left = new ArrayList<>(first);
        second.forEach(left::remove);
        return new TreeSet<>(left).stream().limit(5).map(row -> what + row).toList();
    }
}
