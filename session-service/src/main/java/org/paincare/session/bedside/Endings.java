package org.paincare.session.bedside;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.paincare.session.care.Session;
import org.paincare.session.care.SessionEvents;
import org.paincare.session.infusion.InfusionEntry;
import org.paincare.session.monitoring.Sign;
import org.paincare.session.observing.Baselines;
import org.paincare.session.observing.VitalSummaries;
import org.paincare.session.order.SignedOrders;
import org.paincare.session.quantity.Decimals;

/** What a session came to: the data of SessionEnded. Call inside a transaction, for a session with a start. */
@ApplicationScoped
class Endings implements SessionEvents.Endings {

    private final InfusionLog log;
    private final SignedOrders orders;
    private final VitalSummaries vitals;
    private final Baselines baselines;
    private final AdverseEventLog adverseEvents;

    Endings(
            InfusionLog log,
            SignedOrders orders,
            VitalSummaries vitals,
            Baselines baselines,
            AdverseEventLog adverseEvents) {
        this.log = log;
        this.orders = orders;
        this.vitals = vitals;
        this.baselines = baselines;
        this.adverseEvents = adverseEvents;
    }

    @Override
    public InfusionJson.Ended ended(Session session) {
        var order = orders.of(session).orElseThrow();
        var infusion = log.read(session.id(), order.order().concentration());
        var startedAt = Objects.requireNonNull(session.startedAt());
        var stoppedAt = session.stoppedAt() == null ? session.enteredAt() : session.stoppedAt();
        var totals = infusion.totals(stoppedAt);
        var kg = order.order().weight().kg();
        var given = totals.given().stored();
        var extremes = vitals.extremes(session.id());
        var critical = vitals.critical(session.id());
        var harm = adverseEvents.summary(session.id());
        var outcome = Objects.requireNonNullElse(session.endOutcome(), "STOPPED_EARLY");
        return new InfusionJson.Ended(
                session.patientId(),
                session.id(),
                session.planId(),
                order.planRevision(),
                session.seriesIndex(),
                outcome,
                outcome.equals("COMPLETED_INFUSION") ? null : Objects.requireNonNullElse(session.stopReason(), "OTHER"),
                startedAt,
                stoppedAt,
                totals.running().toMinutes(),
                infusion.entries().stream()
                        .filter(InfusionEntry.Pause.class::isInstance)
                        .count(),
                kg.text(),
                given.text(),
                Decimals.format(given.per(kg).decimal()),
                vitals(extremes),
                critical.readings(),
                critical.pressure(),
                vitals.nrs(session.id(), true),
                vitals.nrs(session.id(), false),
                scales(session, extremes),
                harm.count(),
                harm.worstGrade());
    }

    private static InfusionJson.Vitals vitals(VitalSummaries.Extremes e) {
        return new InfusionJson.Vitals(
                e.least().get(Sign.SBP),
                e.greatest().get(Sign.SBP),
                e.least().get(Sign.DBP),
                e.greatest().get(Sign.DBP),
                e.least().get(Sign.HR),
                e.greatest().get(Sign.HR),
                e.least().get(Sign.RR),
                e.greatest().get(Sign.RR),
                e.least().get(Sign.SPO2),
                e.least().get(Sign.ETCO2),
                e.greatest().get(Sign.ETCO2));
    }

    private InfusionJson.Scales scales(Session session, VitalSummaries.Extremes e) {
        return new InfusionJson.Scales(
                e.least().get(Sign.RASS),
                e.greatest().get(Sign.RASS),
                e.least().get(Sign.MOAAS),
                whole(baselines.today(session.id()), Sign.CADSS6),
                e.greatest().get(Sign.CADSS6),
                e.greatest().get(Sign.CADSS23));
    }

    private static @Nullable Integer whole(Map<Sign, java.math.BigDecimal> values, Sign sign) {
        var value = values.get(sign);
        return value == null ? null : value.intValue();
    }
}
