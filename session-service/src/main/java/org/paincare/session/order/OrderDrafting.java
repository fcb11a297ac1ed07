package org.paincare.session.order;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.Text;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.problem.Violation;
import org.paincare.session.SessionProblem;
import org.paincare.session.dose.BolusOrder;
import org.paincare.session.dose.DoseOrder;
import org.paincare.session.dose.DosingWeight;
import org.paincare.session.dose.InfusionOrder;
import org.paincare.session.dose.Stated;
import org.paincare.session.plan.PlanContent;
import org.paincare.session.protocol.Route;

/** Makes an order of what was asked for, with the plan behind it. */
final class OrderDrafting {

    private OrderDrafting() {}

    /** @throws Problem ORDER_INCOMPLETE where the parts make no order */
    static DoseOrder order(PlanContent plan, OrderJson.Ask asked) {
        try {
            return new DoseOrder(
                    plan.protocolId(),
                    plan.protocolRevision(),
                    plan.setting(),
                    plan.route(),
                    new DosingWeight(
                            asked.weightKg(),
                            asked.weightMeasuredAt(),
                            asked.weightHow() == null ? DosingWeight.How.MEASURED : asked.weightHow(),
                            asked.bodyMassIndex()),
                    asked.vialConcentrationMgPerMl(),
                    asked.concentrationMgPerMl(),
                    infusion(plan, asked),
                    bolus(plan, asked),
                    plan.sprays() == null ? null : plan.sprays().order(),
                    new Stated(asked.statedDoseMg(), asked.statedVolumeMl(), asked.statedPumpRateMlPerHour()));
        } catch (IllegalArgumentException impossible) {
            var why = String.valueOf(impossible.getMessage());
            throw Problem.of(SessionProblem.ORDER_INCOMPLETE, new Violation("", "INCONSISTENT", new Text(why, why)));
        }
    }

    private static @Nullable InfusionOrder infusion(PlanContent plan, OrderJson.Ask asked) {
        if (plan.route() != Route.INTRAVENOUS_INFUSION) {
            return null;
        }
        var rate = asked.startRateMgPerKgPerHour() == null ? plan.startRate() : asked.startRateMgPerKgPerHour();
        if (rate == null) {
            throw new IllegalArgumentException("an infusion has a start rate");
        }
        return new InfusionOrder(
                rate,
                asked.durationMinutes() == null ? plan.duration() : Duration.ofMinutes(asked.durationMinutes()),
                asked.titration() == null ? plan.titration() : asked.titration().toTitration());
    }

    private static @Nullable BolusOrder bolus(PlanContent plan, OrderJson.Ask asked) {
        if (asked.bolusMgPerKg() != null) {
            var over = asked.bolusSeconds() == null ? plan.duration() : Duration.ofSeconds(asked.bolusSeconds());
            return new BolusOrder(asked.bolusMgPerKg(), over);
        }
        return plan.route() == Route.INTRAVENOUS_BOLUS ? new BolusOrder(plan.dose(), plan.duration()) : null;
    }
}
