package org.paincare.session.order;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.tenancy.CurrentClinic;
import org.paincare.session.dose.HomeOrder;
import org.paincare.session.plan.ActivePlans;
import org.paincare.session.plan.Formulary;
import org.paincare.session.plan.PlanContent;
import org.paincare.session.protocol.LimitSet;

/** The orders that home sprays are taken on. Call inside a transaction. */
@ApplicationScoped
public class HomeOrders {

    private final Jdbc jdbc;
    private final DoseOrders orders;
    private final ActivePlans plans;
    private final Formulary formulary;
    private final CurrentClinic clinic;

    HomeOrders(DataSource pool, DoseOrders orders, ActivePlans plans, Formulary formulary, CurrentClinic clinic) {
        this.jdbc = new Jdbc(pool);
        this.orders = orders;
        this.plans = plans;
        this.formulary = formulary;
        this.clinic = clinic;
    }

    /** @param ordered what the use is held against */
    public record Found(UUID orderId, UUID sessionId, UUID planId, LimitSet limits, HomeOrder ordered) {}

    /**
     * The order for home that came into force last before a time, whatever became of its session since: what is at home is
     * taken on it.
     *
     * @param ids of the person
     */
    public Optional<Found> at(List<UUID> ids, Instant time) {
        return jdbc.first(
                        "SELECT id FROM dose_order WHERE clinic_id = ? AND patient_id = ANY (?)"
                                + " AND state IN ('SIGNED', 'VERBAL', 'REPLACED') AND coalesce(verbal_at, signed_at) <= ?"
                                + " AND content::jsonb ->> 'route' = 'INTRANASAL'"
                                + " ORDER BY coalesce(verbal_at, signed_at) DESC, id DESC LIMIT 1",
                        row -> row.getObject("id", UUID.class),
                        clinic.get(),
                        ids.toArray(UUID[]::new),
                        time)
                .flatMap(orders::findByIdOptional)
                .map(this::found);
    }

    /** What an order in force for home says; empty for an order of something given here. */
    public Optional<HomeOrder> ordered(UUID orderId) {
        return orders.findByIdOptional(orderId)
                .filter(order -> order.content().sprays() != null && order.inForceSince() != null)
                .map(order -> found(order).ordered());
    }

    private Found found(SessionOrder order) {
        var content = order.content();
        var plan = plans.revision(order.planId(), order.planRevision())
                .map(PlanContent::sprays)
                .orElse(null);
        return new Found(
                order.id(),
                order.sessionId(),
                order.planId(),
                formulary.protocol(content.protocolId()).limitSet(),
                new HomeOrder(
                        Objects.requireNonNull(order.inForceSince()),
                        plans.isActive(order.planId()),
                        Objects.requireNonNull(content.sprays()),
                        plan == null ? null : plan.perUse(),
                        plan == null ? null : plan.minimumInterval()));
    }
}
