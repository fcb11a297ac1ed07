package org.paincare.session.chart;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.UUID;
import org.paincare.platform.audit.Audit;
import org.paincare.platform.audit.AuditEntry;
import org.paincare.platform.problem.Problem;
import org.paincare.session.care.Lifecycle;
import org.paincare.session.order.SignedOrders;

/** Puts the chart of a session together, from one moment's state of the database. */
@ApplicationScoped
class Charts {

    private final Lifecycle lifecycle;
    private final SignedOrders orders;
    private final VitalGrid grid;
    private final ChartRows rows;
    private final ChartPart.DueSets dueSets;
    private final Audit audit;

    Charts(
            Lifecycle lifecycle,
            SignedOrders orders,
            VitalGrid grid,
            ChartRows rows,
            ChartPart.DueSets dueSets,
            Audit audit) {
        this.lifecycle = lifecycle;
        this.orders = orders;
        this.grid = grid;
        this.rows = rows;
        this.dueSets = dueSets;
        this.audit = audit;
    }

    /** @throws Problem NOT_FOUND */
    @Transactional
    ChartJson.Chart of(UUID sessionId, int resolutionSeconds) {
        var session = lifecycle.find(sessionId);
        audit.read(AuditEntry.of("SESSION_CHART_READ", "session", sessionId, session.patientId()));
        var order = orders.of(session).orElse(null);
        var cells = grid.of(sessionId, resolutionSeconds);
        var complete = cells.size() <= VitalGrid.MOST_CELLS;
        return new ChartJson.Chart(
                sessionId,
                session.state().name(),
                session.version(),
                resolutionSeconds,
                session.startedAt(),
                session.stoppedAt(),
                order == null ? null : order(order),
                rows.rates(sessionId, order),
                complete ? cells : cells.subList(0, VitalGrid.MOST_CELLS),
                complete,
                rows.alarms(sessionId),
                rows.adverseEvents(sessionId),
                rows.scales(sessionId),
                rows.drugs(sessionId),
                rows.homeUses(sessionId),
                rows.ledger(sessionId),
                dueSets.of(session));
    }

    private static ChartJson.Order order(SignedOrders.InForce inForce) {
        var order = inForce.order();
        return new ChartJson.Order(
                inForce.orderId(),
                inForce.hash(),
                order.weight().kg(),
                order.concentration(),
                order.stated().doseMg(),
                order.stated().volumeMl(),
                order.stated().pumpRateMlPerHour());
    }
}
