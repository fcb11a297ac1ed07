package org.paincare.session.order;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.paincare.session.care.CheckedItems;
import org.paincare.session.care.Evidence;
import org.paincare.session.care.Session;
import org.paincare.session.dose.DoseOrder;
import org.paincare.session.dose.Finding;
import org.paincare.session.dose.Level;
import org.paincare.session.dose.Parameter;
import org.paincare.session.plan.ActivePlans;
import org.paincare.session.plan.Formulary;
import org.paincare.session.protocol.LimitSet;
import org.paincare.session.reference.Role;
import org.paincare.session.treatment.SessionContext;

/** The order in force for a session, for those who carry it out; and whether its signature still covers it. */
@ApplicationScoped
public class SignedOrders implements Evidence.Source {

    private static final String WEIGHT = "WEIGHT";
    private static final String VITALS = "BASELINE_VITALS";

    /** What was given elsewhere since the signature moves these: what it passes now, nobody gave a reason for yet. */
    private static final Set<Parameter> OF_THE_RECORD = EnumSet.of(
            Parameter.SESSIONS_PER_WEEK,
            Parameter.SESSIONS_PER_SERIES,
            Parameter.SESSIONS_PER_YEAR,
            Parameter.SESSION_INTERVAL,
            Parameter.HOME_USE_INTERVAL,
            Parameter.SERIES_TOTAL,
            Parameter.YEAR_TOTAL,
            Parameter.RECORD_TOTAL);

    private final DoseOrders orders;
    private final Formulary formulary;
    private final CheckedItems checked;
    private final ActivePlans plans;
    private final OrderJudge judge;
    private final Verifications verifications;

    SignedOrders(
            DoseOrders orders,
            Formulary formulary,
            CheckedItems checked,
            ActivePlans plans,
            OrderJudge judge,
            Verifications verifications) {
        this.orders = orders;
        this.formulary = formulary;
        this.checked = checked;
        this.plans = plans;
        this.judge = judge;
        this.verifications = verifications;
    }

    /** @param hash of the content as it stands */
    public record InForce(UUID orderId, int planRevision, DoseOrder order, LimitSet limits, String hash) {}

    /** The order the session follows; empty before one was signed. */
    public Optional<InForce> of(Session session) {
        return Optional.ofNullable(session.orderId())
                .flatMap(orders::findByIdOptional)
                .map(order -> {
                    var content = order.content();
                    return new InForce(
                            order.id(),
                            order.planRevision(),
                            content,
                            formulary.protocol(content.protocolId()).limitSet(),
                            order.contentHash());
                });
    }

    @Override
    public void contribute(Session session, Instant at, Evidence evidence) {
        if (session.startedAt() == null) {
            evidence.plan(new SessionContext.Plan(plans.isActive(session.planId()), false));
        }
        if (session.orderId() == null) {
            return;
        }
        orders.findByIdOptional(session.orderId()).ifPresent(order -> {
            var content = order.content();
            if (session.startedAt() == null) {
                beforeTheStart(session, order, content, at, evidence);
            }
            var signedAt = order.inForceSince();
            var age = signedAt == null
                    ? List.<Finding>of()
                    : formulary
                            .engine()
                            .age(
                                    signedAt,
                                    at.isBefore(signedAt) ? signedAt : at,
                                    content.setting(),
                                    formulary.protocol(content.protocolId()).limitSet());
            evidence.order(new SessionContext.Order(
                    order.hashInForce(),
                    order.contentHash(),
                    age,
                    signedAt != null && reverified(session, signedAt),
                    session.startedAt() != null || verifications.allows(order.id(), order.contentHash()),
                    !order.owesSignature(),
                    content.sprays() != null));
        });
    }

    /** A hold, a new revision or another session may have come since the signature: all is judged again. */
    private void beforeTheStart(Session session, SessionOrder order, DoseOrder content, Instant at, Evidence evidence) {
        var plan = plans.get(session.planId());
        var signedFor = plans.revision(session.planId(), order.planRevision());
        evidence.plan(new SessionContext.Plan(
                plan.active(),
                plan.revision() == order.planRevision()
                        || signedFor.filter(plan.content()::equals).isPresent()));
        var findings = judge.preview(session, content, at).findings();
        evidence.openDoseLimits(findings.stream()
                .filter(finding -> finding.level() == Level.HARD)
                .map(Finding::asBlocked)
                .toList());
        evidence.openDoseLimits(findings.stream()
                .filter(finding -> finding.level() == Level.SOFT && OF_THE_RECORD.contains(finding.parameter()))
                .filter(finding -> !order.reasons().containsKey(finding.code()))
                .map(finding -> finding.asBlocked(finding.code(), Role.PRESCRIBER))
                .toList());
    }

    /** Weight and vitals were passed again after the signature. */
    private boolean reverified(Session session, Instant signedAt) {
        return checked.passed(session.id(), WEIGHT).filter(signedAt::isBefore).isPresent()
                && checked.passed(session.id(), VITALS)
                        .filter(signedAt::isBefore)
                        .isPresent();
    }
}
