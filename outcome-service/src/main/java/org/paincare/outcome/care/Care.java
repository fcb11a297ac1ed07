package org.paincare.outcome.care;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.paincare.outcome.calendar.CheckResults;
import org.paincare.platform.audit.PatientRegister;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.tenancy.CurrentClinic;

/** Reads what was told about a patient. Every method runs inside the caller's transaction. */
@ApplicationScoped
public class Care implements PatientRegister {

    private final Jdbc jdbc;
    private final CurrentClinic clinic;

    Care(DataSource pool, CurrentClinic clinic) {
        this.jdbc = new Jdbc(pool);
        this.clinic = clinic;
    }

    /**
     * Locks the person until the transaction ends, so that results are computed one after the other: the record all are
     * read under first, in whatever name the patient is asked for.
     *
     * @return the id that writes go under
     * @throws Problem NOT_FOUND where nobody told of this patient in the clinic
     */
    public UUID lock(UUID patient) {
        var canonical = canonical(patient);
        lockRow(canonical);
        if (!canonical.equals(patient)) {
            lockRow(patient);
        }
        return canonical;
    }

    private void lockRow(UUID patient) {
        jdbc.first(
                        "SELECT 1 FROM care_patient WHERE clinic_id = ? AND id = ? FOR UPDATE",
                        row -> true,
                        clinic.get(),
                        patient)
                .orElseThrow(() -> Problem.of(PlatformProblem.NOT_FOUND));
    }

    /**
     * @return the id the person is read under
     * @throws Problem NOT_FOUND where nobody told of this patient in the clinic
     */
    public UUID mustKnow(UUID patient) {
        if (!knows(patient)) {
            throw Problem.of(PlatformProblem.NOT_FOUND);
        }
        return canonical(patient);
    }

    /** The id that this one is an alias of, however often merged; itself where it is none. */
    public UUID canonical(UUID patient) {
        return jdbc.first(
                        "WITH RECURSIVE up AS (SELECT id, canonical_id, 0 AS step FROM care_patient WHERE clinic_id = ?"
                                + " AND id = ? UNION ALL SELECT p.id, p.canonical_id, up.step + 1 FROM care_patient p"
                                + " JOIN up ON p.id = up.canonical_id WHERE p.clinic_id = ? AND up.step < 10)"
                                + " SELECT id FROM up ORDER BY step DESC LIMIT 1",
                        row -> row.getObject("id", UUID.class),
                        clinic.get(),
                        patient,
                        clinic.get())
                .orElse(patient);
    }

    /** Every id of the person behind a canonical one, itself among them: what facts and answers are looked up by. */
    public List<UUID> ids(UUID canonical) {
        var ids = jdbc.list(
                "WITH RECURSIVE down AS (SELECT id FROM care_patient WHERE clinic_id = ? AND id = ?"
                        + " UNION SELECT p.id FROM care_patient p JOIN down ON p.canonical_id = down.id"
                        + " WHERE p.clinic_id = ?) SELECT id FROM down",
                row -> row.getObject("id", UUID.class),
                clinic.get(),
                canonical,
                clinic.get());
        return ids.isEmpty() ? List.of(canonical) : ids;
    }

    @Override
    public boolean knows(UUID patient) {
        return jdbc.first(
                        "SELECT 1 FROM care_patient WHERE clinic_id = ? AND id = ?", row -> true, clinic.get(), patient)
                .isPresent();
    }

    /** The clinic's settings; empty until patient-service told them. */
    public Optional<CareFile.Clinic> clinic() {
        return jdbc.first(
                "SELECT zone, jurisdiction, languages, emergency_number FROM care_clinic WHERE clinic_id = ?",
                row -> new CareFile.Clinic(
                        ZoneId.of(row.getString("zone")),
                        row.getString("jurisdiction"),
                        texts(row, "languages"),
                        row.getString("emergency_number")),
                clinic.get());
    }

    /** Whole numbers, joined by commas, that the clinic set for itself; empty where it said nothing. */
    public Optional<List<Integer>> wholeNumbers(String code) {
        return setting(code)
                .filter(value -> value.matches("[0-9]{1,6}(,[0-9]{1,6}){0,9}"))
                .map(value ->
                        Arrays.stream(value.split(",")).map(Integer::valueOf).toList());
    }

    private Optional<String> setting(String code) {
        return jdbc.first(
                        "SELECT settings ->> ? AS value FROM care_clinic WHERE clinic_id = ?",
                        row -> Optional.ofNullable(row.getString("value")),
                        code,
                        clinic.get())
                .flatMap(value -> value);
    }

    /** A whole number that the clinic set for itself; empty where it said nothing, and the rule's own default holds. */
    public Optional<Integer> wholeNumber(String code) {
        return setting(code).filter(value -> value.matches("[0-9]{1,6}")).map(Integer::valueOf);
    }

    /**
     * The settings, for a request that cannot do without.
     *
     * @throws Problem UNAVAILABLE until patient-service told them
     */
    public CareFile.Clinic requiredClinic() {
        return clinic().orElseThrow(
                        () -> Problem.of(PlatformProblem.UNAVAILABLE).header("Retry-After", "2"));
    }

    /** Facts of these ids observed from then on that close checks of the team, without those that were corrected. */
    public List<CheckResults.Result> results(UUID patient, Instant from) {
        return jdbc.list(
                "SELECT r.* FROM care_result r WHERE r.clinic_id = ? AND r.patient_id = ANY (?) AND r.observed_at >= ?"
                        + " AND NOT EXISTS (SELECT 1 FROM care_result later WHERE later.clinic_id = r.clinic_id"
                        + " AND later.supersedes = r.id) ORDER BY r.observed_at, r.id",
                row -> new CheckResults.Result(
                        row.getObject("id", UUID.class),
                        row.getString("code"),
                        row.getString("state"),
                        row.getString("value_code"),
                        row.getString("source"),
                        Jdbc.instant(row, "observed_at")),
                clinic.get(),
                ids(patient).toArray(UUID[]::new),
                from);
    }

    /** One answer to an own-worded question at the end of a session, 0 to 10. */
    public record Comfort(String code, int score, Instant occurredAt) {}

    /** Answers given from then until before then, oldest first. */
    public List<Comfort> comfort(UUID patient, Instant from, Instant until) {
        return jdbc.list(
                "SELECT code, score, occurred_at FROM care_comfort WHERE clinic_id = ? AND patient_id = ANY (?)"
                        + " AND occurred_at >= ? AND occurred_at < ? ORDER BY occurred_at, session_id, code",
                row -> new Comfort(row.getString("code"), row.getInt("score"), Jdbc.instant(row, "occurred_at")),
                clinic.get(),
                ids(patient).toArray(UUID[]::new),
                from,
                until);
    }

    /** Everything told about the patient; empty until the clinic's settings are known. */
    public Optional<CareFile> file(UUID patient) {
        return clinic().map(settings -> {
            var ids = ids(patient).toArray(UUID[]::new);
            return new CareFile(
                    settings,
                    patient(patient, ids),
                    enrolments(patient, ids),
                    plans(ids),
                    sessions(ids),
                    adverseEvents(ids),
                    findings(ids));
        });
    }

    /** The news that something of this patient changed, with everything told about them as of now. */
    public CareChanged changed(UUID patient, CareChanged.Kind kind) {
        var person = canonical(patient);
        return new CareChanged(person, kind, file(person), null);
    }

    /** The news that one diary day was written. */
    public CareChanged dayWritten(UUID patient, LocalDate day) {
        var person = canonical(patient);
        return new CareChanged(person, CareChanged.Kind.DIARY, file(person), day);
    }

    /** A death told of any of the ids is the person's; consent is as the canonical record has it. */
    private CareFile.Patient patient(UUID id, UUID[] ids) {
        return jdbc.first(
                        "SELECT (SELECT min(any_of.died_at) FROM care_patient any_of WHERE any_of.clinic_id = p.clinic_id"
                                + " AND any_of.id = ANY (?)) AS died_at, p.consent_ended_at FROM care_patient p"
                                + " WHERE p.clinic_id = ? AND p.id = ?",
                        row -> new CareFile.Patient(id, instant(row, "died_at"), instant(row, "consent_ended_at")),
                        ids,
                        clinic.get(),
                        id)
                .orElseThrow(() -> Problem.of(PlatformProblem.NOT_FOUND));
    }

    private record StepRow(UUID enrolment, CareFile.Enrolment.Step step) {}

    /** An alias's enrolments come before the canonical record's own: between streams sequences say nothing. */
    private List<CareFile.Enrolment> enrolments(UUID patient, UUID[] ids) {
        var steps = jdbc.list(
                "SELECT s.enrolment_id, s.state, s.occurred_at FROM care_enrolment_step s"
                        + " JOIN care_enrolment e ON e.clinic_id = s.clinic_id AND e.id = s.enrolment_id"
                        + " WHERE s.clinic_id = ? AND e.patient_id = ANY (?)"
                        + " ORDER BY e.patient_id = ?, e.patient_id, s.sequence",
                row -> new StepRow(
                        row.getObject("enrolment_id", UUID.class),
                        new CareFile.Enrolment.Step(row.getString("state"), Jdbc.instant(row, "occurred_at"))),
                clinic.get(),
                ids,
                patient);
        var inOrder = steps.stream().map(StepRow::enrolment).distinct().toList();
        var found = jdbc.list(
                "SELECT * FROM care_enrolment WHERE clinic_id = ? AND patient_id = ANY (?)",
                row -> enrolment(row, steps),
                clinic.get(),
                ids);
        var sorted = new ArrayList<>(found);
        sorted.sort(java.util.Comparator.comparingInt(enrolment -> inOrder.indexOf(enrolment.id())));
        return sorted;
    }

    private static CareFile.Enrolment enrolment(ResultSet row, List<StepRow> steps) throws SQLException {
        var id = row.getObject("id", UUID.class);
        return new CareFile.Enrolment(
                id,
                texts(row, "diagnoses"),
                row.getString("primary_measure"),
                row.getString("secondary_measure"),
                row.getString("migraine_definition"),
                texts(row, "failed_classes"),
                texts(row, "comorbidity_codes"),
                steps.stream()
                        .filter(step -> step.enrolment().equals(id))
                        .map(StepRow::step)
                        .toList());
    }

    private record RevisionRow(UUID plan, CareFile.Plan.Revision revision) {}

    private List<CareFile.Plan> plans(UUID[] ids) {
        var revisions = jdbc.list(
                "SELECT r.* FROM care_plan_revision r"
                        + " JOIN care_plan p ON p.clinic_id = r.clinic_id AND p.id = r.plan_id"
                        + " WHERE r.clinic_id = ? AND p.patient_id = ANY (?) ORDER BY r.plan_id, r.revision",
                row -> new RevisionRow(
                        row.getObject("plan_id", UUID.class),
                        new CareFile.Plan.Revision(
                                row.getInt("revision"),
                                row.getString("phase"),
                                row.getInt("sessions_planned"),
                                row.getInt("interval_days"),
                                row.getBigDecimal("dose_mg_per_kg"),
                                Jdbc.instant(row, "occurred_at"))),
                clinic.get(),
                ids);
        return jdbc.list(
                "SELECT * FROM care_plan WHERE clinic_id = ? AND patient_id = ANY (?) ORDER BY activated_at NULLS LAST, id",
                row -> {
                    var id = row.getObject("id", UUID.class);
                    return new CareFile.Plan(
                            id,
                            instant(row, "activated_at"),
                            instant(row, "ended_at"),
                            row.getString("end_reason"),
                            revisions.stream()
                                    .filter(revision -> revision.plan().equals(id))
                                    .map(RevisionRow::revision)
                                    .toList());
                },
                clinic.get(),
                ids);
    }

    private List<CareFile.Session> sessions(UUID[] ids) {
        return jdbc.list(
                "SELECT * FROM care_session WHERE clinic_id = ? AND patient_id = ANY (?)",
                row -> new CareFile.Session(
                        row.getObject("id", UUID.class),
                        row.getObject("plan_id", UUID.class),
                        row.getObject("plan_revision", Integer.class),
                        row.getObject("series_index", Integer.class),
                        CareFile.SessionState.valueOf(row.getString("state")),
                        instant(row, "starts_at"),
                        instant(row, "ended_at"),
                        row.getBigDecimal("dose_given_mg"),
                        row.getObject("nrs_before", Integer.class),
                        row.getObject("nrs_after", Integer.class),
                        row.getObject("worst_grade", Integer.class),
                        row.getBoolean("critical_pressure"),
                        row.getObject("cadss6_max", Integer.class)),
                clinic.get(),
                ids);
    }

    private List<CareFile.AdverseEvent> adverseEvents(UUID[] ids) {
        return jdbc.list(
                "SELECT * FROM care_adverse_event WHERE clinic_id = ? AND patient_id = ANY (?) ORDER BY occurred_at, id",
                row -> new CareFile.AdverseEvent(
                        row.getObject("id", UUID.class),
                        row.getObject("session_id", UUID.class),
                        row.getString("code"),
                        row.getInt("grade"),
                        Jdbc.instant(row, "occurred_at"),
                        row.getObject("supersedes", UUID.class)),
                clinic.get(),
                ids);
    }

    private List<CareFile.Finding> findings(UUID[] ids) {
        return jdbc.list(
                "SELECT * FROM care_finding WHERE clinic_id = ? AND patient_id = ANY (?) ORDER BY observed_at, id",
                row -> new CareFile.Finding(
                        row.getObject("id", UUID.class),
                        row.getString("code"),
                        row.getBigDecimal("value"),
                        Jdbc.instant(row, "observed_at"),
                        row.getObject("supersedes", UUID.class)),
                clinic.get(),
                ids);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        Array array = row.getArray(column);
        return List.of((String[]) array.getArray());
    }
}
