package org.paincare.session.supply;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.Ids;
import org.paincare.platform.Text;
import org.paincare.platform.audit.Audit;
import org.paincare.platform.audit.AuditEntry;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.identity.Role;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.problem.Violation;
import org.paincare.platform.sign.Signature;
import org.paincare.platform.sign.SignatureProblem;
import org.paincare.platform.sign.Signatures;
import org.paincare.session.Language;
import org.paincare.session.SessionProblem;
import org.paincare.session.care.Lifecycle;
import org.paincare.session.care.Session;
import org.paincare.session.ledger.Account;
import org.paincare.session.ledger.Container;
import org.paincare.session.ledger.EventType;
import org.paincare.session.ledger.LedgerRules;
import org.paincare.session.ledger.Movement;
import org.paincare.session.quantity.Decimals;
import org.paincare.session.quantity.InvalidQuantity;
import org.paincare.session.quantity.Millilitres;
import org.paincare.session.reference.Blocked;
import org.paincare.session.treatment.SessionState;

/** Books movements of controlled drug. The rules say what is wrong in words; the database refuses it besides. */
@ApplicationScoped
class Ledger {

    static final String WITNESSES = "WITNESSES";
    static final String RESOURCE = "/v1/ledger-events";
    static final Set<Role> SIGNERS = Set.of(Role.PRESCRIBER, Role.HEAD_NURSE, Role.NURSE, Role.PHARMACIST);

    private final LedgerRules rules = LedgerRules.builtIn();
    private final Entries entries;
    private final Lots lots;
    private final Counts counts;
    private final Lifecycle lifecycle;
    private final Signatures signatures;
    private final Language language;
    private final Audit audit;
    private final CurrentCaller caller;
    private final InstantSource clock;

    Ledger(
            Entries entries,
            Lots lots,
            Counts counts,
            Lifecycle lifecycle,
            Signatures signatures,
            Language language,
            Audit audit,
            CurrentCaller caller,
            InstantSource clock) {
        this.entries = entries;
        this.lots = lots;
        this.counts = counts;
        this.lifecycle = lifecycle;
        this.signatures = signatures;
        this.language = language;
        this.audit = audit;
        this.caller = caller;
        this.clock = clock;
    }

    /** A movement made ready to be booked, with the session it belongs to. */
    private record Ready(
            Movement movement,
            @Nullable Session session,
            Container container,
            @Nullable UUID countId,
            List<Blocked> blocked) {

        Entries.About about() {
            return session == null
                    ? new Entries.About(null, null, countId)
                    : new Entries.About(session.id(), session.patientId(), null);
        }
    }

    @Transactional
    SupplyJson.MovePreview preview(SupplyJson.Move asked) {
        var ready = ready(asked, null);
        var m = ready.movement();
        var needed = rules.policy().witnessed().contains(m.type());
        return new SupplyJson.MovePreview(
                m.type(),
                m.containerId(),
                ready.session() == null ? null : ready.session().id(),
                m.volume(),
                m.mg(),
                needed,
                Signatures.hash(canonical(ready)),
                language.of(ready.blocked()));
    }

    /**
     * Books a movement.
     *
     * @throws Problem NOT_FOUND, LEDGER_REFUSES with every broken invariant, SIGNATURE_INVALID, SIGNATURE_USED,
     *     SAME_SIGNER, OCCURRED_IN_FUTURE, STATE_DOES_NOT_ALLOW
     */
    @Transactional
    SupplyJson.Entry book(SupplyJson.Move asked) {
        var witness = asked.witnessSignatureId() == null ? null : witness(asked);
        var ready = ready(asked, witness == null ? null : witness.signedBy());
        var m = ready.movement();
        if (!ready.blocked().isEmpty()) {
            throw Problem.of(SessionProblem.LEDGER_REFUSES).with("blockedBy", language.of(ready.blocked()));
        }
        var session = ready.session();
        entries.book(m, ready.about(), witness);
        openIfDrawnOn(ready);
        if (session != null) {
            lifecycle.touch(session);
        }
        audit.wrote(
                session == null
                        ? AuditEntry.of("LEDGER_" + m.type(), "ledger-entry", m.id())
                        : AuditEntry.of("LEDGER_" + m.type(), "ledger-entry", m.id(), session.patientId()));
        return entries.find(m.id()).orElseThrow().view();
    }

    /** The witness signed exactly this movement, and is not the one who books it. */
    private Signature witness(SupplyJson.Move asked) {
        var ready = ready(asked, null);
        var hash = Signatures.hash(canonical(ready));
        var witness = signatures.require(asked.witnessSignatureId(), RESOURCE, hash, WITNESSES, SIGNERS);
        if (witness.signedBy().equals(caller.get().id())) {
            throw Problem.of(SignatureProblem.SAME_SIGNER);
        }
        return witness;
    }

    private void openIfDrawnOn(Ready ready) {
        var container = ready.container();
        var m = ready.movement();
        var part = m.type() == EventType.DISPENSE_TO_SESSION && !m.volume().equals(container.size());
        if (part && m.reverses() == null && container.openedAt() == null) {
            lots.opened(container, m.occurredAt(), rules.policy().beyondUse(m.occurredAt(), container.expiresAt()));
        }
    }

    private Ready ready(SupplyJson.Move asked, @Nullable UUID witness) {
        var now = clock.instant();
        if (asked.occurredAt() != null && asked.occurredAt().isAfter(now)) {
            throw Problem.of(SessionProblem.OCCURRED_IN_FUTURE);
        }
        var at = asked.occurredAt() == null ? now : asked.occurredAt();
        if (asked.countId() != null) {
            return adjustment(asked, asked.countId(), witness, at);
        }
        return asked.reverses() == null ? move(asked, witness, at) : reversal(asked, witness, at);
    }

    private Ready move(SupplyJson.Move asked, @Nullable UUID witness, Instant at) {
        var type = asked.type();
        if (type == null || type == EventType.RECEIVE) {
            throw incomplete("/type", "A type other than RECEIVE", "Un tipo distinto de RECEIVE");
        }
        var session = asked.sessionId() == null ? null : open(asked.sessionId());
        var container = lots.lock(containerId(asked, session)).container();
        var accounts = Accounts.of(type, container, session);
        if (accounts == null) {
            throw incomplete("/sessionId", "This type needs a session", "Este tipo necesita una sesión");
        }
        return checked(
                movement(type, container, accounts, volume(asked, container), witness, asked.reason(), at, null),
                session,
                container,
                null);
    }

    /** Books what a count found; how much, and in which direction, is the count's to say. */
    private Ready adjustment(SupplyJson.Move asked, UUID countId, @Nullable UUID witness, Instant at) {
        var saysMore = asked.containerId() != null
                || asked.sessionId() != null
                || asked.volumeMl() != null
                || asked.mg() != null
                || asked.reverses() != null
                || (asked.type() != null && asked.type() != EventType.ADJUST);
        if (saysMore) {
            throw incomplete(
                    "/countId",
                    "A count says what is adjusted, and by how much",
                    "El recuento dice qué y cuánto se ajusta");
        }
        if (asked.reason() == null) {
            throw Problem.of(SessionProblem.REASON_REQUIRED);
        }
        var counted = counts.find(countId).orElseThrow(() -> Problem.of(PlatformProblem.NOT_FOUND));
        var container = lots.lock(counted.containerId()).container();
        if (counted.matches() || entries.isAdjusted(countId)) {
            throw incomplete(
                    "/countId", "Nothing of this count is left to adjust", "Nada queda por ajustar de este recuento");
        }
        var stock = new Account(Account.Kind.CONTAINER, container.id().toString());
        var variance = new Account(Account.Kind.VARIANCE, container.lotId().toString());
        var accounts = counted.foundMore() ? new Accounts(variance, stock) : new Accounts(stock, variance);
        var m = movement(EventType.ADJUST, container, accounts, counted.variance(), witness, asked.reason(), at, null);
        return checked(m, null, container, countId);
    }

    private Ready reversal(SupplyJson.Move asked, @Nullable UUID witness, Instant at) {
        var original = entries.find(asked.reverses()).orElseThrow(() -> Problem.of(PlatformProblem.NOT_FOUND));
        if (asked.reason() == null) {
            throw Problem.of(SessionProblem.REASON_REQUIRED);
        }
        var m = original.movement();
        var session = original.sessionId() == null ? null : open(original.sessionId());
        var container = lots.lock(m.containerId()).container();
        return checked(
                movement(
                        m.type(),
                        container,
                        new Accounts(m.to(), m.from()),
                        m.volume(),
                        witness,
                        asked.reason(),
                        at,
                        m.id()),
                session,
                container,
                null);
    }

    private Movement movement(
            EventType type,
            Container container,
            Accounts accounts,
            Millilitres volume,
            @Nullable UUID witness,
            @Nullable String reason,
            Instant at,
            @Nullable UUID reverses) {
        try {
            return new Movement(
                    Ids.next(),
                    type,
                    container.lotId(),
                    container.id(),
                    accounts.from(),
                    accounts.to(),
                    volume,
                    container.concentration(),
                    caller.get().id(),
                    witness,
                    reason,
                    at,
                    reverses);
        } catch (IllegalArgumentException impossible) {
            var why = String.valueOf(impossible.getMessage());
            throw incomplete("", why, why);
        }
    }

    private Ready checked(Movement m, @Nullable Session session, Container container, @Nullable UUID countId) {
        var booked = entries.about(container.id(), session == null ? null : session.id());
        var blocked = rules.check(booked, m, Map.of(container.id(), container)).stream()
                .map(v -> new Blocked(
                        v.invariant().name(),
                        v.invariant().ruleId(),
                        v.message(),
                        null,
                        rules.policy().source()))
                .toList();
        return new Ready(m, session, container, countId, blocked);
    }

    /** The session, locked; its drug moves until it is closed. */
    private Session open(UUID sessionId) {
        var session = lifecycle.lock(sessionId);
        if (session.state() == SessionState.CLOSED || session.state() == SessionState.NO_SHOW) {
            throw Problem.of(SessionProblem.STATE_DOES_NOT_ALLOW).with("currentState", session.state());
        }
        return session;
    }

    private UUID containerId(SupplyJson.Move asked, @Nullable Session session) {
        if (asked.containerId() != null) {
            return asked.containerId();
        }
        var holding = session == null
                ? List.<UUID>of()
                : List.copyOf(entries.containersIn(session.id()).keySet());
        if (holding.size() != 1) {
            throw incomplete("/containerId", "Name the container", "Indique el envase");
        }
        return holding.getFirst();
    }

    private static Millilitres volume(SupplyJson.Move asked, Container container) {
        if ((asked.volumeMl() == null) == (asked.mg() == null)) {
            throw incomplete("/volumeMl", "State volumeMl or mg", "Indique volumeMl o mg");
        }
        if (asked.volumeMl() != null) {
            return asked.volumeMl();
        }
        try {
            return Millilitres.of(Decimals.checked(asked.mg()
                    .exact()
                    .dividedBy(container.concentration().exact())
                    .rounded(6)));
        } catch (InvalidQuantity beyond) {
            throw incomplete("/mg", "Out of range", "Fuera de rango");
        }
    }

    /** What a witness signs: what moves where, not when or by whose hand it is typed. */
    private static String canonical(Ready ready) {
        var m = ready.movement();
        var session = ready.session();
        var lines = new ArrayList<>(List.of(
                "paincare-ledger-event/1",
                "type=" + m.type(),
                "container=" + m.containerId(),
                "session=" + (session == null ? "-" : session.id()),
                "from=" + m.from().kind(),
                "to=" + m.to().kind(),
                "ml=" + m.volume().text(),
                "reverses=" + (m.reverses() == null ? "-" : m.reverses())));
        if (ready.countId() != null) {
            lines.add("count=" + ready.countId());
        }
        return String.join("\n", lines);
    }

    private static Problem incomplete(String pointer, String en, String es) {
        return Problem.of(SessionProblem.LEDGER_REFUSES, new Violation(pointer, "INCOMPLETE", new Text(en, es)));
    }

    /** Between which accounts a movement goes. */
    private record Accounts(Account from, Account to) {

        /** Null where the type needs a session and there is none. */
        static @Nullable Accounts of(EventType type, Container container, @Nullable Session session) {
            var stock = new Account(Account.Kind.CONTAINER, container.id().toString());
            var site = container.lotId().toString();
            var held = session == null
                    ? null
                    : new Account(Account.Kind.SESSION, session.id().toString());
            var source = held == null ? stock : held;
            return switch (type) {
                case RECEIVE -> null;
                case DISPENSE_TO_SESSION -> held == null ? null : new Accounts(stock, held);
                case ADMINISTER ->
                    held == null
                            ? null
                            : new Accounts(
                                    held,
                                    new Account(
                                            Account.Kind.PATIENT,
                                            session.patientId().toString()));
                case RETURN_TO_STOCK -> held == null ? null : new Accounts(held, stock);
                case WASTE -> new Accounts(source, new Account(Account.Kind.WASTE, site));
                case LOSS -> new Accounts(source, new Account(Account.Kind.LOST, site));
                case TRANSFER -> new Accounts(stock, new Account(Account.Kind.TRANSFERRED_OUT, site));
                case DESTROY -> new Accounts(stock, new Account(Account.Kind.DESTROYED, site));
                case ADJUST -> new Accounts(stock, new Account(Account.Kind.VARIANCE, site));
            };
        }
    }
}
