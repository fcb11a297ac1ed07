package org.paincare.session.order;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.paincare.session.care.CheckedItems;
import org.paincare.session.care.Evidence;
import org.paincare.session.care.Session;
import org.paincare.session.dose.DoseOrder;
import org.paincare.session.plan.Formulary;
import org.paincare.session.protocol.LimitSet;
import org.paincare.session.treatment.SessionContext;

/** The order in force for a session, for those who carry it out; and whether its signature still covers it. */
@ApplicationScoped
public class SignedOrders implements Evidence.Source {

    private static final String WEIGHT = "WEIGHT";
    private static final String VITALS = "BASELINE_VITALS";

    private final DoseOrders orders;
    private final Formulary formulary;
    private final CheckedItems checked;

    SignedOrders(DoseOrders orders, Formulary formulary, CheckedItems checked) {
        this.orders = orders;
        this.formulary = formulary;
        this.checked = checked;
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
        if (session.orderId() == null) {
            return;
        }
        orders.findByIdOptional(session.orderId()).ifPresent(order -> {
            var content = order.content();
            var signedAt = order.signedAt();
            var age = signedAt == null
                    ? List.<org.paincare.session.dose.Finding>of()
                    : formulary
                            .engine()
                            .age(
                                    signedAt,
                                    at.isBefore(signedAt) ? signedAt : at,
                                    content.setting(),
                                    formulary.protocol(content.protocolId()).limitSet());
            evidence.order(new SessionContext.Order(
                    order.signedHash(), order.contentHash(), age, signedAt != null && reverified(session, signedAt)));
        });
    }

    /** Weight and vitals were passed again after the signature. */
    private boolean reverified(Session session, Instant signedAt) {
        return checked.passed(session.id(), WEIGHT).filter(signedAt::isBefore).isPresent()
                && checked.passed(session.id(), VITALS)
                        .filter(signedAt::isBefore)
                        .isPresent();
    }
}
