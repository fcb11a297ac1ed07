package org.paincare.session.bedside;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.paincare.platform.audit.Audit;
import org.paincare.platform.audit.AuditEntry;
import org.paincare.session.care.Lifecycle;
import org.paincare.session.order.SignedOrders;
import org.paincare.session.quantity.Milligrams;
import org.paincare.session.quantity.Millilitres;

/** The infusion of a session as a screen needs it: the series, and what was given up to now. */
@ApplicationScoped
class InfusionViews {

    private final InfusionLog log;
    private final Pump pump;
    private final Lifecycle lifecycle;
    private final SignedOrders orders;
    private final Audit audit;
    private final InstantSource clock;

    InfusionViews(
            InfusionLog log, Pump pump, Lifecycle lifecycle, SignedOrders orders, Audit audit, InstantSource clock) {
        this.log = log;
        this.pump = pump;
        this.lifecycle = lifecycle;
        this.orders = orders;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional
    InfusionJson.View of(UUID sessionId) {
        var session = lifecycle.find(sessionId);
        audit.read(AuditEntry.of("INFUSION_READ", "session", sessionId, session.patientId()));
        var order = orders.of(session);
        if (order.isEmpty()) {
            return new InfusionJson.View(
                    sessionId,
                    "NOT_STARTED",
                    null,
                    null,
                    Milligrams.ZERO,
                    Millilitres.ZERO,
                    0,
                    0,
                    null,
                    null,
                    null,
                    List.of());
        }
        var ordered = order.get().order();
        var infusion = log.read(sessionId, ordered.concentration());
        var now = clock.instant();
        var totals = infusion.totals(now);
        var dose = ordered.stated().doseMg();
        var phase = infusion.stopped().isPresent()
                ? "STOPPED"
                : infusion.isPaused() ? "PAUSED" : infusion.isRunning() ? "RUNNING" : "NOT_STARTED";
        return new InfusionJson.View(
                sessionId,
                phase,
                infusion.rate(),
                infusion.rate().at(ordered.concentration()).per(ordered.weight().kg()),
                totals.given(),
                totals.volume(),
                totals.running().toSeconds(),
                totals.paused().toSeconds(),
                dose,
                dose == null || !infusion.isRunning()
                        ? null
                        : infusion.reaches(dose, now).orElse(null),
                pump.endVolume(sessionId).orElse(null),
                log.views(sessionId));
    }
}
