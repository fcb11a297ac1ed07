package org.paincare.patient.expectation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.paincare.patient.Actor;
import org.paincare.patient.PatientProblem;
import org.paincare.patient.registry.Patients;
import org.paincare.patient.sheet.PatientSheets;
import org.paincare.patient.sheet.Sheet;
import org.paincare.patient.sheet.SheetKind;
import org.paincare.platform.Ids;
import org.paincare.platform.Text;
import org.paincare.platform.audit.Audit;
import org.paincare.platform.audit.AuditEntry;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.event.Outbox;
import org.paincare.platform.event.OutgoingEvent;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.problem.Violation;
import org.paincare.platform.tenancy.CurrentClinic;

/** What the current clinic's patients were told to expect, and the goals they set. */
@ApplicationScoped
public class Expectations {

    private final Jdbc jdbc;
    private final ExpectationsSheet sheet;
    private final PatientSheets sheets;
    private final Patients patients;
    private final Outbox outbox;
    private final Audit audit;
    private final CurrentClinic clinic;
    private final CurrentCaller caller;
    private final InstantSource clock;

    Expectations(
            DataSource pool,
            ExpectationsSheet sheet,
            PatientSheets sheets,
            Patients patients,
            Outbox outbox,
            Audit audit,
            CurrentClinic clinic,
            CurrentCaller caller,
            InstantSource clock) {
        this.jdbc = new Jdbc(pool);
        this.sheet = sheet;
        this.sheets = sheets;
        this.patients = patients;
        this.outbox = outbox;
        this.audit = audit;
        this.clinic = clinic;
        this.caller = caller;
        this.clock = clock;
    }

    /**
     * Records that the patient saw the sheet in force.
     *
     * @throws Problem EXPECTATIONS_REFUSED, PATIENT_DECEASED, NOT_FOUND
     */
    @Transactional
    ExpectationJson.Acknowledged acknowledge(UUID patientId, ExpectationJson.Acknowledge said) {
        patients.lockedAlive(patientId);
        var current = sheet.current();
        var now = clock.instant();
        var at = said.acknowledgedAt() == null ? now : said.acknowledgedAt();
        if (!current.version().equals(said.sheetVersion())) {
            throw refused("/sheetVersion", "In force: " + current.version(), "Vigente: " + current.version());
        }
        if (at.isAfter(now)) {
            throw refused("/acknowledgedAt", "Not in the future", "No en el futuro");
        }
        var self = Actor.of(caller.get());
        var acknowledged = new ExpectationJson.Acknowledged(
                Ids.next(),
                patientId,
                current.version(),
                current.hash().get(said.language()),
                said.language(),
                said.method(),
                at,
                now,
                self);
        jdbc.update(
                "INSERT INTO expectations_acknowledgement (clinic_id, id, patient_id, sheet_version, sheet_hash, language,"
                        + " method, acknowledged_at, recorded_at, recorded_by, recorded_by_name)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                clinic.get(),
                acknowledged.id(),
                patientId,
                acknowledged.sheetVersion(),
                acknowledged.sheetHash(),
                acknowledged.language(),
                acknowledged.method(),
                at,
                now,
                self.id(),
                self.name());
        audit.wrote(AuditEntry.of("EXPECTATIONS_ACKNOWLEDGED", "expectations", acknowledged.id(), patientId));
        return acknowledged;
    }

    /** Whether the patient had seen the sheet in force by then. For use inside a transaction that has checked who asks. */
    @Transactional(Transactional.TxType.MANDATORY)
    public boolean wasSeen(UUID patientId, Instant by) {
        return jdbc.first(
                        "SELECT 1 FROM expectations_acknowledgement WHERE clinic_id = ? AND patient_id = ?"
                                + " AND sheet_version = ? AND acknowledged_at <= ? LIMIT 1",
                        row -> true,
                        clinic.get(),
                        patientId,
                        sheet.current().version(),
                        by)
                .isPresent();
    }

    /** Newest first; at most 100. */
    @Transactional
    List<ExpectationJson.Acknowledged> acknowledgements(UUID patientId) {
        patients.person(patientId);
        audit.read(AuditEntry.of("EXPECTATIONS_READ", "patient", patientId, patientId));
        return jdbc.list(
                "SELECT * FROM expectations_acknowledgement WHERE clinic_id = ? AND patient_id = ?"
                        + " ORDER BY acknowledged_at DESC, id DESC LIMIT 100",
                Expectations::acknowledgement,
                clinic.get(),
                patientId);
    }

    /**
     * States the two goals. A goal keeps its id while it is the same goal.
     *
     * @throws Problem EXPECTATIONS_REFUSED for a goal that is not one of the patient's, PATIENT_DECEASED,
     *     PRECONDITION_REQUIRED, STALE, NOT_FOUND
     */
    @Transactional
    PatientSheets.Put<ExpectationJson.Goals> setGoals(
            UUID patientId, @Nullable String ifMatch, ExpectationJson.Goals said) {
        patients.lockedAlive(patientId);
        var known = sheets.peek(patientId, SheetKind.GOALS, ExpectationJson.Goals.class)
                .map(before -> before.content().goals().stream()
                        .map(ExpectationJson.Goal::id)
                        .collect(Collectors.toCollection(HashSet::new)))
                .orElseGet(HashSet::new);
        for (int i = 0; i < said.goals().size(); i++) {
            var id = said.goals().get(i).goalId();
            if (id != null && !known.remove(id)) {
                throw refused(
                        "/goals/" + i + "/goalId",
                        "Not a goal of this patient, or named twice",
                        "No es una meta de esta persona o está dos veces");
            }
        }
        var goals = said.goals().stream()
                .map(goal -> goal.withId(goal.goalId() == null ? Ids.next() : goal.goalId()))
                .toList();
        var put = sheets.put(
                patientId,
                SheetKind.GOALS,
                ifMatch,
                new ExpectationJson.Goals(goals),
                ExpectationJson.Goals.class,
                null);
        if (put.isChanged()) {
            outbox.append(OutgoingEvent.of("GoalsStated", patientId, clock.instant(), stated(patientId, put.sheet())));
        }
        return put;
    }

    private static ExpectationJson.Stated stated(UUID patientId, Sheet<ExpectationJson.Goals> sheet) {
        return new ExpectationJson.Stated(
                patientId,
                sheet.version() + 1,
                sheet.content().goals().stream()
                        .map(goal -> new ExpectationJson.StatedGoal(goal.id(), goal.domain(), goal.baseline0To10()))
                        .toList(),
                sheet.lastChange().at());
    }

    private static ExpectationJson.Acknowledged acknowledgement(ResultSet row) throws SQLException {
        return new ExpectationJson.Acknowledged(
                row.getObject("id", UUID.class),
                row.getObject("patient_id", UUID.class),
                row.getString("sheet_version"),
                row.getString("sheet_hash"),
                row.getString("language"),
                ExpectationJson.Method.valueOf(row.getString("method")),
                Jdbc.instant(row, "acknowledged_at"),
                Jdbc.instant(row, "recorded_at"),
                new Actor(row.getObject("recorded_by", UUID.class), row.getString("recorded_by_name")));
    }

    private static Problem refused(String pointer, String en, String es) {
        return Problem.of(PatientProblem.EXPECTATIONS_REFUSED, new Violation(pointer, "REFUSED", new Text(en, es)));
    }
}
