package org.paincare.session.supply;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.paincare.platform.Ids;
import org.paincare.platform.audit.Audit;
import org.paincare.platform.audit.AuditEntry;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.sign.SignatureProblem;
import org.paincare.platform.sign.Signatures;
import org.paincare.platform.tenancy.CurrentClinic;
import org.paincare.session.Language;
import org.paincare.session.care.Evidence;
import org.paincare.session.care.Lifecycle;
import org.paincare.session.care.Session;
import org.paincare.session.care.SessionEvents;
import org.paincare.session.history.DoseHistories;
import org.paincare.session.ledger.EventType;
import org.paincare.session.ledger.LedgerPolicy;
import org.paincare.session.ledger.Reconciliation;
import org.paincare.session.quantity.Decimals;
import org.paincare.session.quantity.Fraction;
import org.paincare.session.quantity.Milligrams;

/** Whether a session's drug is accounted for: dispensed against given, wasted and returned, and given against infused. */
@ApplicationScoped
class Reconciliations implements Evidence.Source, SessionEvents.Accounting {

    private static final String EXPLAINS = "EXPLAINS";

    private final LedgerPolicy policy = LedgerPolicy.builtIn();
    private final Jdbc jdbc;
    private final Entries entries;
    private final DoseHistories histories;
    private final Lifecycle lifecycle;
    private final Signatures signatures;
    private final Language language;
    private final Audit audit;
    private final CurrentClinic clinic;
    private final InstantSource clock;

    Reconciliations(
            DataSource pool,
            Entries entries,
            DoseHistories histories,
            Lifecycle lifecycle,
            Signatures signatures,
            Language language,
            Audit audit,
            CurrentClinic clinic,
            InstantSource clock) {
        this.jdbc = new Jdbc(pool);
        this.entries = entries;
        this.histories = histories;
        this.lifecycle = lifecycle;
        this.signatures = signatures;
        this.language = language;
        this.audit = audit;
        this.clinic = clinic;
        this.clock = clock;
    }

    @Override
    public void contribute(Session session, Instant at, Evidence evidence) {
        var r = of(session.id());
        var dispensed = r.dispensed().sign() > 0;
        evidence.supply(dispensed, dispensed);
        evidence.openReconciliation(r.open(policy, isExplained(session.id(), r)));
    }

    private Reconciliation of(UUID sessionId) {
        var moved =
                entries.ofSession(sessionId).stream().map(Entries.Row::movement).toList();
        return Reconciliation.of(sessionId, moved, histories.given(sessionId), policy);
    }

    @Override
    public SessionEvents.Account of(Session session) {
        var r = of(session.id());
        return new SessionEvents.Account(
                mg(r.administered()), incident(session.id(), r).orElse(null));
    }

    @Transactional
    SupplyJson.ReconciliationView view(UUID sessionId) {
        var session = lifecycle.find(sessionId);
        audit.read(AuditEntry.of("RECONCILIATION_READ", "session", sessionId, session.patientId()));
        var r = of(sessionId);
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
                incident(sessionId, r).orElse(null),
                hash(r),
                language.of(r.open(policy, isExplained(sessionId, r))),
                proposed(r),
                entries.ofSession(sessionId).stream().map(Entries.Row::view).toList());
    }

    /** What would balance the session if the pump is right, where its drug is of one container. */
    private List<SupplyJson.Proposed> proposed(Reconciliation r) {
        var holding = entries.containersIn(r.sessionId());
        if (holding.size() != 1 || r.unaccounted().sign() <= 0) {
            return List.of();
        }
        var proposed = new ArrayList<SupplyJson.Proposed>();
        var open = r.unaccounted();
        var toGive = r.infused().exact().minus(r.administered()).smaller(open);
        if (toGive.sign() > 0 && !r.isWithinTolerance()) {
            proposed.add(new SupplyJson.Proposed(EventType.ADMINISTER, holding.getFirst(), new Milligrams(toGive)));
            open = open.minus(toGive);
        }
        if (open.sign() > 0) {
            proposed.add(new SupplyJson.Proposed(EventType.WASTE, holding.getFirst(), new Milligrams(open)));
        }
        return proposed;
    }

    /**
     * Explains a difference past the tolerance, by two people.
     *
     * @throws Problem SIGNATURE_INVALID, SIGNATURE_USED, SIGNER_NOT_ALLOWED, SAME_SIGNER
     */
    @Transactional
    void explain(UUID sessionId, SupplyJson.Explain asked) {
        var session = lifecycle.lock(sessionId);
        var r = of(sessionId);
        var resource = "/v1/sessions/" + sessionId + "/reconciliation";
        var first = signatures.require(asked.signatureIds().getFirst(), resource, hash(r), EXPLAINS, Ledger.SIGNERS);
        var second =
                signatures.require(asked.signatureIds().get(1), resource, hash(r), Ledger.WITNESSES, Ledger.SIGNERS);
        if (first.signedBy().equals(second.signedBy())) {
            throw Problem.of(SignatureProblem.SAME_SIGNER);
        }
        jdbc.update(
                "INSERT INTO ledger_incident (clinic_id, id, session_id, difference_mg, explanation, signed_by,"
                        + " signer_name, second_by, recorded_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                clinic.get(),
                Ids.next(),
                sessionId,
                r.difference().stored(),
                asked.explanation(),
                first.signedBy(),
                first.signerName(),
                second.signedBy(),
                clock.instant());
        lifecycle.touch(session);
        audit.wrote(AuditEntry.of("LEDGER_DISCREPANCY_EXPLAINED", "session", sessionId, session.patientId()));
    }

    /** An explanation covers the difference it was given for; another difference needs another. */
    private boolean isExplained(UUID sessionId, Reconciliation r) {
        return incident(sessionId, r).isPresent();
    }

    private Optional<UUID> incident(UUID sessionId, Reconciliation r) {
        return jdbc.first(
                "SELECT id FROM ledger_incident WHERE clinic_id = ? AND session_id = ? AND difference_mg = ?"
                        + " ORDER BY id DESC LIMIT 1",
                row -> row.getObject("id", UUID.class),
                clinic.get(),
                sessionId,
                r.difference().stored());
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
