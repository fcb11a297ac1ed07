package org.paincare.session.supply;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.Text;
import org.paincare.platform.audit.Audit;
import org.paincare.platform.audit.AuditEntry;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.problem.Violation;
import org.paincare.platform.sign.Signatures;
import org.paincare.platform.tenancy.CurrentClinic;
import org.paincare.session.Language;
import org.paincare.session.SessionProblem;
import org.paincare.session.care.Evidence;
import org.paincare.session.care.Lifecycle;
import org.paincare.session.care.Session;
import org.paincare.session.care.SessionEvents;
import org.paincare.session.history.DoseHistories;
import org.paincare.session.ledger.EventType;
import org.paincare.session.ledger.LedgerPolicy;
import org.paincare.session.ledger.Movement;
import org.paincare.session.ledger.Reconciliation;
import org.paincare.session.plan.Formulary;
import org.paincare.session.quantity.Decimals;
import org.paincare.session.quantity.Fraction;
import org.paincare.session.quantity.Milligrams;
import org.paincare.session.reference.Blocked;
import org.paincare.session.reference.Setting;

/** Whether a session's drug is accounted for: dispensed against given, wasted and returned, and given against infused. */
@ApplicationScoped
class Reconciliations implements Evidence.Source, SessionEvents.Accounting {

    /** What a session is reconciled for where nothing was dispensed. */
    private static final String INFUSED = "KETAMINE";

    private final LedgerPolicy policy = LedgerPolicy.builtIn();
    private final Jdbc jdbc;
    private final Entries entries;
    private final DoseHistories histories;
    private final Lifecycle lifecycle;
    private final Incidents incidents;
    private final Formulary formulary;
    private final Language language;
    private final Audit audit;
    private final CurrentClinic clinic;

    Reconciliations(
            DataSource pool,
            Entries entries,
            DoseHistories histories,
            Lifecycle lifecycle,
            Incidents incidents,
            Formulary formulary,
            Language language,
            Audit audit,
            CurrentClinic clinic) {
        this.jdbc = new Jdbc(pool);
        this.entries = entries;
        this.histories = histories;
        this.lifecycle = lifecycle;
        this.incidents = incidents;
        this.formulary = formulary;
        this.language = language;
        this.audit = audit;
        this.clinic = clinic;
    }

    /** One controlled substance of a session. */
    private record Line(String substance, boolean infused, Reconciliation r) {}

    @Override
    public void contribute(Session session, Instant at, Evidence evidence) {
        var lines = of(session.id());
        var dispensed = lines.getFirst().r().dispensed().sign() > 0;
        evidence.supply(dispensed, dispensed);
        evidence.openReconciliation(open(session.id(), lines));
    }

    /** Every substance of the session, the infused drug first, there or not. */
    private List<Line> of(UUID sessionId) {
        var moved = entries.bySubstance(sessionId);
        var given = adjunctsGiven(sessionId);
        var adjuncts = new TreeSet<>(given.keySet());
        var infusedMoves = new ArrayList<Movement>();
        var infused = INFUSED;
        for (var substance : moved.entrySet()) {
            if (isAdjunct(substance.getKey())) {
                adjuncts.add(substance.getKey());
            } else {
                infused = substance.getKey();
                infusedMoves.addAll(substance.getValue());
            }
        }
        var lines = new ArrayList<Line>();
        lines.add(new Line(
                infused, true, Reconciliation.of(sessionId, infusedMoves, given(sessionId, infusedMoves), policy)));
        for (var adjunct : adjuncts) {
            lines.add(new Line(
                    adjunct,
                    false,
                    Reconciliation.of(
                            sessionId,
                            moved.getOrDefault(adjunct, List.of()),
                            given.getOrDefault(adjunct, Milligrams.ZERO),
                            policy)));
        }
        return lines;
    }

    /**
     * What the ledger's administrations are held against: what ran, and of a session for home, where no pump counts, what was
     * handed to the patient; the patient takes it later, out of the clinic's stock already.
     */
    private Milligrams given(UUID sessionId, List<Movement> moves) {
        if (lifecycle.find(sessionId).setting() != Setting.HOME) {
            return histories.given(sessionId);
        }
        return new Milligrams(
                Reconciliation.of(sessionId, moves, Milligrams.ZERO, policy).administered());
    }

    private boolean isAdjunct(String substance) {
        return formulary
                .adjuncts()
                .find(substance)
                .filter(org.paincare.session.dose.Adjunct::controlled)
                .isPresent();
    }

    /** What the record of drugs given says of those that the ledger keeps too (midazolam, lorazepam). */
    private Map<String, Milligrams> adjunctsGiven(UUID sessionId) {
        return jdbc
                .list(
                        "SELECT drug, sum(dose_mg) AS mg FROM drug_given WHERE clinic_id = ? AND session_id = ?"
                                + " AND dose_mg > 0 GROUP BY drug",
                        row -> Map.entry(row.getString("drug"), Milligrams.of(row.getBigDecimal("mg"))),
                        clinic.get(),
                        sessionId)
                .stream()
                .filter(given -> isAdjunct(given.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private List<Blocked> open(UUID sessionId, List<Line> lines) {
        return lines.stream()
                .flatMap(line -> line
                        .r()
                        .open(policy, incident(sessionId, line).isPresent(), line.infused() ? "" : line.substance())
                        .stream())
                .toList();
    }

    @Override
    public SessionEvents.Account of(Session session) {
        var infused = of(session.id()).getFirst();
        return new SessionEvents.Account(
                mg(infused.r().administered()), incident(session.id(), infused).orElse(null));
    }

    @Transactional
    SupplyJson.ReconciliationView view(UUID sessionId) {
        var session = lifecycle.find(sessionId);
        audit.read(AuditEntry.of("RECONCILIATION_READ", "session", sessionId, session.patientId()));
        var lines = of(sessionId);
        var infused = lines.getFirst();
        var r = infused.r();
        return new SupplyJson.ReconciliationView(
                sessionId,
                r.infused(),
                mg(r.dispensed()),
                mg(r.administered()),
                mg(r.wasted()),
                mg(r.returned()),
                mg(r.lost()),
                mg(r.unaccounted()),
                mg(r.difference()),
                mg(r.tolerance()),
                r.isBalanced(),
                r.isWithinTolerance(),
                incident(sessionId, infused).orElse(null),
                hash(r),
                language.of(open(sessionId, lines)),
                proposed(sessionId, lines),
                lines.stream().map(line -> view(sessionId, line)).toList(),
                entries.ofSession(sessionId).stream().map(Entries.Row::view).toList());
    }

    private SupplyJson.SubstanceView view(UUID sessionId, Line line) {
        var r = line.r();
        return new SupplyJson.SubstanceView(
                line.substance(),
                r.infused().text(),
                mg(r.dispensed()),
                mg(r.administered()),
                mg(r.wasted()),
                mg(r.returned()),
                mg(r.lost()),
                mg(r.unaccounted()),
                mg(r.difference()),
                mg(r.tolerance()),
                r.isBalanced(),
                r.isWithinTolerance(),
                incident(sessionId, line).orElse(null));
    }

    /** What would balance each substance if its record of what was given is right, where its drug is of one container. */
    private List<SupplyJson.Proposed> proposed(UUID sessionId, List<Line> lines) {
        var holding = entries.containersIn(sessionId);
        var proposed = new ArrayList<SupplyJson.Proposed>();
        for (var line : lines) {
            var r = line.r();
            var of = holding.entrySet().stream()
                    .filter(one -> one.getValue().equals(line.substance()))
                    .map(Map.Entry::getKey)
                    .toList();
            if (of.size() != 1 || r.unaccounted().sign() <= 0) {
                continue;
            }
            var open = r.unaccounted();
            var toGive = r.infused().exact().minus(r.administered()).smaller(open);
            if (toGive.sign() > 0 && !r.isWithinTolerance()) {
                proposed.add(new SupplyJson.Proposed(EventType.ADMINISTER, of.getFirst(), new Milligrams(toGive)));
                open = open.minus(toGive);
            }
            if (open.sign() > 0) {
                proposed.add(new SupplyJson.Proposed(EventType.WASTE, of.getFirst(), new Milligrams(open)));
            }
        }
        return proposed;
    }

    /** What two people sign to explain a difference in these words. */
    @Transactional
    SupplyJson.WordsPreview preview(UUID sessionId, SupplyJson.Words words) {
        lifecycle.find(sessionId);
        return discrepancy(sessionId, words.substance()).preview(words.explanation());
    }

    /**
     * Explains a difference past the tolerance, by two people who sign its figures and the words.
     *
     * @throws Problem SIGNATURE_INVALID, SIGNATURE_USED, SIGNER_NOT_ALLOWED, SAME_SIGNER, LEDGER_REFUSES for a substance
     *     that the session does not have
     */
    @Transactional
    void explain(UUID sessionId, SupplyJson.Explain asked) {
        var session = lifecycle.lock(sessionId);
        incidents.explain(discrepancy(sessionId, asked.substance()), asked.explanation(), asked.signatureIds());
        lifecycle.touch(session);
        audit.wrote(AuditEntry.of("LEDGER_DISCREPANCY_EXPLAINED", "session", sessionId, session.patientId()));
    }

    private Incidents.Discrepancy discrepancy(UUID sessionId, @Nullable String substance) {
        var line = of(sessionId).stream()
                .filter(one ->
                        substance == null ? one.infused() : one.substance().equals(substance))
                .findFirst()
                .orElseThrow(() -> Problem.of(
                        SessionProblem.LEDGER_REFUSES,
                        new Violation(
                                "/substance",
                                "NOT_IN_SESSION",
                                new Text("The session has no drug of this name", "La sesión no tiene este fármaco"))));
        return new Incidents.Discrepancy(
                "/v1/sessions/" + sessionId + "/reconciliation",
                sessionId,
                null,
                line.substance(),
                line.r().difference().stored(),
                hash(line.r()));
    }

    private Optional<UUID> incident(UUID sessionId, Line line) {
        return incidents.ofSession(
                sessionId,
                line.substance(),
                line.infused(),
                line.r().difference().stored());
    }

    private static String hash(Reconciliation r) {
        return Signatures.hash(String.join(
                "\n",
                "paincare-reconciliation/1",
                "session=" + r.sessionId(),
                "infusedMg=" + r.infused().text(),
                "administeredMg=" + mg(r.administered()),
                "differenceMg=" + mg(r.difference())));
    }

    private static String mg(Fraction amount) {
        return Decimals.format(amount.stored());
    }
}
