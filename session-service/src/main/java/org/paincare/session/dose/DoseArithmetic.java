package org.paincare.session.dose;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.paincare.session.quantity.Fraction;
import org.paincare.session.quantity.Kilograms;
import org.paincare.session.quantity.Milligrams;
import org.paincare.session.quantity.MillilitresPerHour;
import org.paincare.session.reference.Text;

/** The arithmetic of an order: exact, and in words. */
final class DoseArithmetic {

    private DoseArithmetic() {}

    static Computed compute(DoseOrder order, DoseHistory history) {
        Kilograms kg = order.weight().kg();
        Milligrams atLeast = Milligrams.ZERO;
        Milligrams atMost = Milligrams.ZERO;
        Milligrams bolus = null;
        MillilitresPerHour start = null;
        MillilitresPerHour highest = null;
        if (order.infusion() != null) {
            atLeast = order.infusion().atStartRate(kg);
            atMost = order.infusion().atMost(kg);
            start = order.infusion().startRate().pumpRate(kg, order.concentration());
            highest = order.infusion().highestRate().pumpRate(kg, order.concentration());
        }
        if (order.bolus() != null) {
            bolus = order.bolus().dose().times(kg);
            atLeast = atLeast.plus(bolus);
            atMost = atMost.plus(bolus);
        }
        if (order.sprays() != null) {
            atLeast = new Milligrams(order.sprays()
                    .perSpray()
                    .exact()
                    .times(Fraction.of(order.sprays().perDay())));
            atMost = atLeast;
        }
        Milligrams ordered = ordered(order, atMost);
        Milligrams total = ordered.plus(history.givenThisSession());
        Milligrams volumeOf = isTitration(order) ? ordered : atMost;
        return new Computed(
                atLeast, atMost, total, total.per(kg), volumeOf.in(order.concentration()), bolus, start, highest);
    }

    /** A titration order is held to its stated ceiling, any other to the larger of what is stated and what it comes to. */
    private static Milligrams ordered(DoseOrder order, Milligrams atMost) {
        @Nullable Milligrams stated = order.stated().doseMg();
        if (stated == null) {
            return atMost;
        }
        return isTitration(order) || stated.isMoreThan(atMost) ? stated : atMost;
    }

    static boolean isTitration(DoseOrder order) {
        return order.infusion() != null && order.infusion().titration() != null;
    }

    static List<ArithmeticLine> explain(DoseOrder order, Computed computed, DoseHistory history) {
        var lines = new ArrayList<ArithmeticLine>();
        Kilograms kg = order.weight().kg();
        var infusion = order.infusion();
        if (infusion != null) {
            var mgPerHour = infusion.startRate().times(kg);
            lines.add(line(
                    "Tasa inicial en mg/h",
                    "Start rate in mg/h",
                    infusion.startRate().shown() + " \u00d7 " + kg.shown() + " = " + mgPerHour.shown()));
            lines.add(line(
                    "Tasa de bomba inicial",
                    "Pump rate at the start",
                    mgPerHour.shown() + " \u00f7 " + order.concentration().shown() + " = "
                            + computed.startPumpRate().shown()));
            lines.add(line(
                    "Infusión a la tasa inicial",
                    "Infusion at the start rate",
                    mgPerHour.shown() + " \u00d7 " + infusion.duration() + " = "
                            + infusion.atStartRate(kg).shown()));
            var titration = infusion.titration();
            if (titration != null) {
                lines.add(line(
                        "Máximo posible subiendo",
                        "The most it can give when raised",
                        "+" + titration.step().shown() + " / " + titration.minimumInterval() + " \u2264 "
                                + titration.ceiling().shown() + ": "
                                + infusion.atMost(kg).shown()));
            }
        }
        if (order.bolus() != null) {
            lines.add(line(
                    "Bolo",
                    "Bolus",
                    order.bolus().dose().shown() + " \u00d7 " + kg.shown() + " = "
                            + computed.bolus().shown()));
        }
        if (order.sprays() != null) {
            lines.add(line(
                    "Máximo por día",
                    "The most in a day",
                    order.sprays().perSpray().shown() + " \u00d7 "
                            + order.sprays().perDay() + " = "
                            + computed.atMost().shown()));
        }
        if (!history.givenThisSession().isZero()) {
            lines.add(line(
                    "Ya administrado en esta sesión",
                    "Already given in this session",
                    history.givenThisSession().shown()));
        }
        lines.add(line(
                "Total de la sesión",
                "Session total",
                computed.sessionTotal().shown() + " = "
                        + computed.sessionTotalPerKg().shown()));
        lines.add(line(
                "Volumen",
                "Volume",
                computed.volume().at(order.concentration()).shown() + " \u00f7 "
                        + order.concentration().shown() + " = "
                        + computed.volume().shown()));
        lines.add(line(
                "Dosis acumulada en toda la historia",
                "Cumulative dose over the whole record",
                history.cumulative().shown()));
        return List.copyOf(lines);
    }

    private static ArithmeticLine line(String es, String en, String formula) {
        return new ArithmeticLine(new Text(es, en), formula);
    }
}
