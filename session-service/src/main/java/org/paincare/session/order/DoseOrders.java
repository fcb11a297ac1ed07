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
import org.paincare.session.care.Lifecycle;
import org.paincare.session.care.Session;
import org.paincare.session.dose.DoseOrder;
import org.paincare.session.plan.ActivePlans;
import org.paincare.session.plan.Formulary;
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
        lifecycle.touch(session);
        audit.wrote(AuditEntry.of("DOSE_ORDER_EDITED", "dose-order", orderId, session.patientId()));
        return order;
    }

    /**
     * Puts the order in force for its session.
     *
     * @throws Problem ORDER_STATE, DOSE_LIMIT, DOSE_NEEDS_REASON, SIGNATURE_INVALID, SIGNATURE_USED,
     *     SIGNER_NOT_ALLOWED, SAME_SIGNER
     */
    @Transactional
    SessionOrder sign(UUID orderId, @Nullable String ifMatch, List<UUID> signatureIds) {
        var order = forChange(orderId, ifMatch);
        var session = lifecycle.find(order.sessionId());
        lifecycle.mustBeIn(session, "SIGN_ORDER", BEFORE_THE_START);
        var signed = signing.require(signatureIds, "/v1/dose-orders/" + orderId, order.contentHash());
        judge.mustBeSignable(session, order.content(), order.reasons(), signed, clock.instant());
        if (session.orderId() != null && !session.orderId().equals(orderId)) {
            findByIdOptional(session.orderId()).ifPresent(SessionOrder::replace);
        }
        order.sign(signed);
        session.follow(orderId);
        flush();
        lifecycle.touch(session);
        audit.wrote(AuditEntry.of("DOSE_ORDER_SIGNED", "dose-order", orderId, session.patientId()));
        return order;
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
