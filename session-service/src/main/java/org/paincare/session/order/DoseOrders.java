package org.paincare.session.order;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.Ids;
import org.paincare.platform.audit.Audit;
import org.paincare.platform.audit.AuditEntry;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.tenancy.CurrentClinic;
import org.paincare.platform.web.Etags;
import org.paincare.session.Language;
import org.paincare.session.SessionProblem;
import org.paincare.session.care.Lifecycle;
import org.paincare.session.care.Session;
import org.paincare.session.dose.DoseOrder;
import org.paincare.session.plan.ActivePlans;
import org.paincare.session.plan.Formulary;
import org.paincare.session.plan.PreviewJson;
import org.paincare.session.plan.SecondSignature;
import org.paincare.session.treatment.SessionState;

/** The dose orders of sessions. Everything that changes one holds the session's lock. */
@ApplicationScoped
class DoseOrders implements PanacheRepositoryBase<SessionOrder, UUID> {

    private static final SessionState[] BEFORE_THE_START = {
        SessionState.SCHEDULED, SessionState.CHECKED_IN, SessionState.PRECHECK, SessionState.READY
    };

    private final Jdbc jdbc;
    private final Lifecycle lifecycle;
    private final ActivePlans plans;
    private final Formulary formulary;
    private final OrderJudge judge;
    private final SecondSignature signing;
    private final VerbalOrders words;
    private final Verifications verifications;
    private final Language language;
    private final Audit audit;
    private final CurrentClinic clinic;
    private final CurrentCaller caller;
    private final InstantSource clock;

    DoseOrders(
            DataSource pool,
            Lifecycle lifecycle,
            ActivePlans plans,
            Formulary formulary,
            OrderJudge judge,
            SecondSignature signing,
            VerbalOrders words,
            Verifications verifications,
            Language language,
            Audit audit,
            CurrentClinic clinic,
            CurrentCaller caller,
            InstantSource clock) {
        this.jdbc = new Jdbc(pool);
        this.lifecycle = lifecycle;
        this.plans = plans;
        this.formulary = formulary;
        this.judge = judge;
        this.signing = signing;
        this.words = words;
        this.verifications = verifications;
        this.language = language;
        this.audit = audit;
        this.clinic = clinic;
        this.caller = caller;
        this.clock = clock;
    }

    /**
     * Drafts an order.
     *
     * @throws Problem NOT_FOUND, STATE_DOES_NOT_ALLOW, PLAN_NOT_ACTIVE, ORDER_INCOMPLETE, DOSE_LIMIT
     */
    @Transactional
    SessionOrder draft(UUID sessionId, OrderJson.Ask asked) {
        var session = lifecycle.lock(sessionId);
        lifecycle.mustBeIn(session, "ORDER", BEFORE_THE_START);
        var now = clock.instant();
        var order = new SessionOrder(session, Ids.next(), caller.get().id(), now);
        write(session, order, asked, now);
        persistAndFlush(order);
        keep(order, now);
        lifecycle.touch(session);
        audit.wrote(AuditEntry.of("DOSE_ORDERED", "dose-order", order.id(), session.patientId()));
        return order;
    }

    /** Another content for the same order: what was signed is void. */
    @Transactional
    SessionOrder edit(UUID orderId, @Nullable String ifMatch, OrderJson.Ask asked) {
        var order = forChange(orderId, ifMatch);
        var session = lifecycle.find(order.sessionId());
        lifecycle.mustBeIn(session, "ORDER", BEFORE_THE_START);
        var now = clock.instant();
        write(session, order, asked, now);
        flush();
        keep(order, now);
        overtaken(orderId);
        lifecycle.touch(session);
        audit.wrote(AuditEntry.of("DOSE_ORDER_EDITED", "dose-order", orderId, session.patientId()));
        return order;
    }

    /**
     * Puts the order in force for its session.
     *
     * @throws Problem ORDER_STATE, DOSE_LIMIT, DOSE_NEEDS_REASON, SIGNATURE_INVALID, SIGNATURE_USED,
     *     SIGNER_NOT_ALLOWED, SAME_SIGNER, FORBIDDEN where another prescriber gave the word it is in force on
     */
    @Transactional
    SessionOrder sign(UUID orderId, @Nullable String ifMatch, List<UUID> signatureIds) {
        var order = forChange(orderId, ifMatch);
        var session = lifecycle.find(order.sessionId());
        if (order.state() == SessionOrder.State.VERBAL) {
            return countersign(session, order, signatureIds);
        }
        lifecycle.mustBeIn(session, "SIGN_ORDER", BEFORE_THE_START);
        var signed = signing.require(signatureIds, "/v1/dose-orders/" + orderId, order.contentHash());
        judge.mustBeSignable(session, order.content(), order.reasons(), signed, clock.instant());
        order.sign(signed);
        follow(session, order);
        flush();
        lifecycle.touch(session);
        audit.wrote(AuditEntry.of("DOSE_ORDER_SIGNED", "dose-order", orderId, session.patientId()));
        return order;
    }

    /** The prescriber behind the word signs what was given on it, whatever became of the session. */
    private SessionOrder countersign(Session session, SessionOrder order, List<UUID> signatureIds) {
        var signed = signing.require(signatureIds, "/v1/dose-orders/" + order.id(), order.contentHash());
        if (!words.wasGivenBy(order.id(), signed.prescriber().signedBy())) {
            throw Problem.of(PlatformProblem.FORBIDDEN);
        }
        order.sign(signed);
        flush();
        words.signed(order.id());
        lifecycle.touch(session);
        audit.wrote(AuditEntry.of("VERBAL_ORDER_SIGNED", "dose-order", order.id(), order.patientId()));
        return order;
    }

    /** What a word comes to, before it is kept. */
    @Transactional
    OrderJson.VerbalPreview previewVerbal(UUID sessionId, OrderJson.Spoken asked) {
        var session = lifecycle.find(sessionId);
        lifecycle.mustBeIn(session, "VERBAL_ORDER", BEFORE_THE_START);
        words.mustBeComplete(asked);
        var now = clock.instant();
        var order = new SessionOrder(session, Ids.next(), caller.get().id(), now);
        write(session, order, asked.order(), now);
        return new OrderJson.VerbalPreview(
                VerbalOrders.resource(sessionId),
                VerbalOrders.hash(order.contentHash(), asked.orderedBy(), asked.reason()),
                VerbalOrders.HEARD,
                PreviewJson.of(judge.preview(session, order.content(), now), language));
    }

    /**
     * Puts an order in force on a prescriber's word.
     *
     * @throws Problem VERBAL_ORDER_INCOMPLETE, ORDER_INCOMPLETE, DOSE_LIMIT, DOSE_NEEDS_REASON, SIGNATURE_INVALID,
     *     SIGNATURE_USED, SIGNER_NOT_ALLOWED, SAME_SIGNER
     */
    @Transactional
    SessionOrder recordVerbal(UUID sessionId, OrderJson.Verbal asked) {
        var session = lifecycle.lock(sessionId);
        lifecycle.mustBeIn(session, "VERBAL_ORDER", BEFORE_THE_START);
        words.mustBeComplete(asked.spoken());
        var now = clock.instant();
        var at = lifecycle.occurred(session, asked.orderedAt(), now);
        var order = new SessionOrder(session, Ids.next(), caller.get().id(), now);
        write(session, order, asked.spoken().order(), now);
        judge.mustBeSignable(
                session, order.content(), order.reasons(), asked.spoken().orderedBy(), null, now);
        var heard = words.heard(sessionId, order.contentHash(), asked);
        order.giveByWord(at);
        persistAndFlush(order);
        keep(order, now);
        words.keep(order, asked.spoken(), heard, at);
        follow(session, order);
        flush();
        lifecycle.touch(session);
        audit.wrote(AuditEntry.of("VERBAL_ORDER_RECORDED", "dose-order", order.id(), session.patientId()));
        return order;
    }

    /**
     * A pharmacist verifies what is in force, or queries it.
     *
     * @throws Problem ORDER_STATE, REASON_REQUIRED, SIGNATURE_INVALID, SIGNATURE_USED, SIGNER_NOT_ALLOWED, SAME_SIGNER
     */
    @Transactional
    SessionOrder verify(UUID orderId, @Nullable String ifMatch, OrderJson.Verify asked) {
        var order = forChange(orderId, ifMatch);
        var session = lifecycle.find(order.sessionId());
        lifecycle.mustBeIn(session, "VERIFY_ORDER", BEFORE_THE_START);
        if (order.state() != SessionOrder.State.SIGNED && order.state() != SessionOrder.State.VERBAL) {
            throw Problem.of(SessionProblem.ORDER_STATE).with("currentState", order.state());
        }
        if (asked.outcome() == OrderJson.Verified.QUERIED && asked.note() == null) {
            throw Problem.of(SessionProblem.REASON_REQUIRED);
        }
        verifications.keep(order, asked, order.signedBy());
        getEntityManager().lock(order, LockModeType.PESSIMISTIC_FORCE_INCREMENT);
        lifecycle.touch(session);
        audit.wrote(AuditEntry.of("DOSE_ORDER_" + asked.outcome(), "dose-order", orderId, session.patientId()));
        return order;
    }

    /** The session follows this order from now on; the one before is replaced, with what was still asked about it. */
    private void follow(Session session, SessionOrder order) {
        var before = session.orderId();
        if (before != null && !before.equals(order.id())) {
            findByIdOptional(before).ifPresent(SessionOrder::replace);
            overtaken(before);
        }
        session.follow(order.id());
        verifications.ask(order);
    }

    private void overtaken(UUID orderId) {
        words.overtaken(orderId);
        verifications.overtaken(orderId);
    }

    @Transactional
    SessionOrder read(UUID orderId) {
        var order = get(orderId);
        caller.mustOwn(order.patientId());
        audit.read(AuditEntry.of("DOSE_ORDER_READ", "dose-order", orderId, order.patientId()));
        return order;
    }

    private SessionOrder get(UUID orderId) {
        return findByIdOptional(orderId).orElseThrow(() -> Problem.of(PlatformProblem.NOT_FOUND));
    }

    /** The session's lock first, then the order as it stands under it. */
    private SessionOrder forChange(UUID orderId, @Nullable String ifMatch) {
        var order = get(orderId);
        lifecycle.lock(order.sessionId());
        getEntityManager().refresh(order, LockModeType.PESSIMISTIC_WRITE);
        Etags.mustMatch(ifMatch, order);
        return order;
    }

    private void write(Session session, SessionOrder order, OrderJson.Ask asked, Instant now) {
        var plan = plans.active(session.planId());
        DoseOrder wanted = OrderDrafting.order(plan.content(), asked);
        Map<String, String> reasons = asked.reasons() == null ? Map.of() : asked.reasons();
        judge.mustNotBeRefused(session, wanted, now);
        order.write(wanted, reasons, formulary.engine().guardrails().version(), plan.revision());
    }

    private void keep(SessionOrder order, Instant now) {
        jdbc.update(
                "INSERT INTO dose_order_content (clinic_id, id, order_id, content, reasons, content_hash, person, name,"
                        + " recorded_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                clinic.get(),
                Ids.next(),
                order.id(),
                order.contentText(),
                order.reasonsText(),
                order.contentHash(),
                caller.get().id(),
                caller.get().displayName(),
                now);
    }
}
