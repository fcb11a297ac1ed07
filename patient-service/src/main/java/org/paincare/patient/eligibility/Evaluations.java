package org.paincare.patient.eligibility;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paincare.patient.Actor;
import org.paincare.patient.CareChange;
import org.paincare.patient.PatientProblem;
import org.paincare.patient.eligibility.engine.Decision;
import org.paincare.patient.eligibility.engine.EligibilityEngine;
import org.paincare.patient.eligibility.engine.Evaluation;
import org.paincare.patient.eligibility.engine.EvaluationComparison;
import org.paincare.patient.eligibility.engine.FactSnapshot;
import org.paincare.patient.eligibility.engine.Scope;
import org.paincare.patient.facts.ClinicalFacts;
import org.paincare.patient.registry.Patients;
import org.paincare.patient.ruleset.ActiveRuleSets;
import org.paincare.platform.Ids;
import org.paincare.platform.Text;
import org.paincare.platform.audit.Audit;
import org.paincare.platform.audit.AuditEntry;
import org.paincare.platform.due.DueWork;
import org.paincare.platform.event.Outbox;
import org.paincare.platform.event.OutgoingEvent;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.problem.Violation;

/** Asks the rule engine and keeps each answer. Evaluations of one patient never overlap. */
@ApplicationScoped
class Evaluations {

    private static final EvaluationJson.Ask PROGRAMME =
            new EvaluationJson.Ask(Scope.P, null, null, null, null, null, false);

    private final EvaluationTable table;
    private final Snapshots snapshots;
    private final ActiveRuleSets active;
    private final TreatmentSeen treatment;
    private final Patients patients;
    private final ClinicalFacts facts;
    private final DueWork due;
    private final Outbox outbox;
    private final Audit audit;
    private final Event<CareChange> changes;

    Evaluations(
            EvaluationTable table,
            Snapshots snapshots,
            ActiveRuleSets active,
            TreatmentSeen treatment,
            Patients patients,
            ClinicalFacts facts,
            DueWork due,
            Outbox outbox,
            Audit audit,
            Event<CareChange> changes) {
        this.table = table;
        this.snapshots = snapshots;
        this.active = active;
        this.treatment = treatment;
        this.patients = patients;
        this.facts = facts;
        this.due = due;
        this.outbox = outbox;
        this.audit = audit;
        this.changes = changes;
    }

    /**
     * Answers a question and stores the answer with all it looked at. The facts of the question are recorded.
     *
     * @throws Problem EVALUATION_REFUSED, also for a session that is not this patient's or was not told of yet;
     *     FACT_REFUSED, PATIENT_DECEASED, NOT_FOUND
     */
    @Transactional
    StoredEvaluation evaluate(UUID patientId, EvaluationJson.Ask ask, Actor by) {
        patients.person(patientId);
        if (ask.scope() == Scope.S && ask.sessionId() != null && !treatment.hasSession(patientId, ask.sessionId())) {
            throw refused(
                    "SESSION_UNKNOWN",
                    "The patient has no such session, or it has not arrived here yet",
                    "El paciente no tiene esta sesión, o aún no ha llegado aquí");
        }
        return evaluateOwn(patientId, ask, by);
    }

    /**
     * As {@link #evaluate}, for the service whose session it is: it needs nobody to tell it which sessions there are.
     *
     * @throws Problem EVALUATION_REFUSED, FACT_REFUSED, PATIENT_DECEASED, NOT_FOUND
     */
    @Transactional
    StoredEvaluation evaluateOwn(UUID patientId, EvaluationJson.Ask ask, Actor by) {
        check(ask);
        var person = patients.lockedAlive(patientId);
        if (!ask.factsGiven().isEmpty()) {
            facts.recordForSession(patientId, ask.sessionId(), ask.factsGiven(), by, "/facts");
        }
        var snapshot = snapshots.of(person, ask);
        var stored = store(person.id(), ask.sessionId(), snapshot, decide(snapshot), by);
        audit.wrote(AuditEntry.of("ELIGIBILITY_EVALUATED", "evaluation", stored.id(), patientId));
        return stored;
    }

    /** Answers "what if" and stores nothing. */
    @Transactional
    EvaluationJson.Full dryRun(UUID patientId, EvaluationJson.Ask ask, Actor by) {
        var person = patients.person(patientId);
        audit.read(AuditEntry.of("ELIGIBILITY_DRY_RUN", "patient", patientId, patientId));
        return StoredEvaluation.dryRun(patientId, ask.sessionId(), by, decide(snapshots.of(person, ask)));
    }

    /** What the programme decision rests on now: one that would say the same as the last is never kept. */
    Evaluation asOfNow(UUID patientId) {
        return decide(snapshots.of(patients.person(patientId), PROGRAMME));
    }

    /**
     * Evaluates the programme scope on nobody's behalf, where it was evaluated before; an answer that says the same of
     * every rule by the same version of them is not stored again.
     */
    @Transactional
    void reevaluate(UUID patientId) {
        var person = patients.locked(patientId);
        var before = table.latest(patientId, Scope.P);
        if (person.diedOn() != null || before.isEmpty()) {
            return;
        }
        var snapshot = snapshots.of(person, PROGRAMME);
        var now = decide(snapshot);
        var compared = EvaluationComparison.of(before.get().evaluation(), now);
        if (compared.sameRuleSet() && compared.rules().isEmpty()) {
            expireAt(patientId, now);
            return;
        }
        var stored = store(patientId, null, snapshot, now, Actor.SYSTEM);
        audit.wroteBySystem(AuditEntry.of("ELIGIBILITY_EVALUATED", "evaluation", stored.id(), patientId));
    }

    @Transactional
    StoredEvaluation read(UUID patientId, UUID id) {
        patients.person(patientId);
        audit.read(AuditEntry.of("EVALUATION_READ", "evaluation", id, patientId));
        return table.find(patientId, id).orElseThrow(() -> Problem.of(PlatformProblem.NOT_FOUND));
    }

    /** The JSON of what an evaluation looked at. */
    @Transactional
    String snapshot(UUID patientId, UUID id) {
        patients.person(patientId);
        audit.read(AuditEntry.of("EVALUATION_READ", "evaluation", id, patientId));
        return table.snapshot(patientId, id).orElseThrow(() -> Problem.of(PlatformProblem.NOT_FOUND));
    }

    @Transactional
    EvaluationComparison compare(UUID patientId, UUID before, UUID after) {
        return EvaluationComparison.of(
                read(patientId, before).evaluation(), read(patientId, after).evaluation());
    }

    @Transactional
    List<StoredEvaluation> page(UUID patientId, @Nullable Scope scope, @Nullable Long before, int limit) {
        patients.person(patientId);
        audit.read(AuditEntry.of("EVALUATIONS_READ", "patient", patientId, patientId));
        return table.page(patientId, scope, before, limit);
    }

    @Transactional
    Optional<StoredEvaluation> latest(UUID patientId, Scope scope) {
        return table.latest(patientId, scope);
    }

    private static void check(EvaluationJson.Ask ask) {
        if ((ask.scope() == Scope.S) == (ask.sessionId() == null)) {
            throw refused(
                    "SESSION_FOR_SCOPE_S",
                    "Scope S names its session, scope P none",
                    "El ámbito S nombra su sesión, el ámbito P ninguna");
        }
    }

    private static Problem refused(String code, String en, String es) {
        return Problem.of(PatientProblem.EVALUATION_REFUSED, new Violation("/sessionId", code, new Text(en, es)));
    }

    private Evaluation decide(FactSnapshot snapshot) {
        return EligibilityEngine.evaluate(active.current(), snapshot);
    }

    private StoredEvaluation store(
            UUID patientId, @Nullable UUID sessionId, FactSnapshot snapshot, Evaluation evaluation, Actor by) {
        var before = table.latest(patientId, evaluation.scope());
        Decision previous = before.map(b -> b.evaluation().decision()).orElse(null);
        var stored = new StoredEvaluation(Ids.next(), 0, patientId, sessionId, previous, by, evaluation);
        table.insert(stored, snapshot);
        var otherSession = before.map(b -> sessionId != null && !sessionId.equals(b.sessionId()))
                .orElse(true);
        if (previous != evaluation.decision() || otherSession) {
            outbox.append(
                    OutgoingEvent.of("EligibilityDecided", patientId, evaluation.evaluatedAt(), stored.decided()));
        }
        if (evaluation.scope() == Scope.P) {
            expireAt(patientId, evaluation);
            changes.fire(new CareChange(patientId));
        }
        return stored;
    }

    private void expireAt(UUID patientId, Evaluation evaluation) {
        due.cancel(Expiry.KIND, patientId);
        evaluation.nextExpiry().ifPresent(at -> due.schedule(Expiry.KIND, patientId, at));
    }
}
