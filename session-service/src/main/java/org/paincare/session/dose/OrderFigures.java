package org.paincare.session.dose;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.paincare.session.quantity.Fraction;

/** The figures of an order that the guardrail table judges; exact, so that no rounding lets a limit pass. */
final class OrderFigures {

    private static final Fraction HUNDRED = Fraction.of(100);
    private static final Fraction HOURS_PER_DAY = Fraction.of(24);
    private static final Fraction MINUTES_PER_HOUR = Fraction.of(60);

    private OrderFigures() {}

    static Map<Parameter, Fraction> of(DoseOrder order, Computed computed, DoseHistory history, Instant at) {
        var figures = new EnumMap<Parameter, Fraction>(Parameter.class);
        weight(order, history, at, figures);
        if (order.infusion() != null) {
            infusion(order, order.infusion(), computed, figures);
        }
        if (order.bolus() != null) {
            figures.put(Parameter.BOLUS, order.bolus().dose().exact());
            figures.put(
                    Parameter.BOLUS_SPEED,
                    order.bolus().dose().over(order.bolus().over()).exact());
        }
        if (order.sprays() != null) {
            figures.put(Parameter.SPRAYS_PER_DAY, Fraction.of(order.sprays().perDay()));
            figures.put(Parameter.SPRAYS_PER_WEEK, Fraction.of(order.sprays().perWeek()));
        }
        figures.put(Parameter.SESSION_TOTAL, computed.sessionTotal().exact());
        figures.put(Parameter.SESSION_TOTAL_PER_KG, computed.sessionTotalPerKg().exact());
        figures.putAll(history.sums(computed.sessionTotal().exact()));
        deviations(order, computed, figures);
        sessions(order, history, at, figures);
        return figures;
    }

    /** Of sprays that were taken: their counts, the age of what they were ordered on, the sums with them. */
    static Map<Parameter, Fraction> of(
            HomeUse use, HomeCount count, @Nullable HomeOrder order, DoseHistory history, Fraction addedMg) {
        var figures = new EnumMap<Parameter, Fraction>(Parameter.class);
        figures.put(Parameter.SPRAYS_PER_DAY, Fraction.of(count.spraysInDay()));
        figures.put(Parameter.SPRAYS_PER_WEEK, Fraction.of(count.spraysInWeek()));
        figures.put(Parameter.HOME_DAYS, Fraction.of(count.daysInMonth()));
        if (order != null) {
            figures.put(Parameter.ORDER_AGE, hoursBetween(order.since(), use.takenAt()));
        }
        figures.putAll(history.sums(history.givenThisSession().exact().plus(addedMg)));
        return figures;
    }

    static Fraction hoursBetween(Instant from, Instant to) {
        return Fraction.hours(Duration.between(from, to));
    }

    private static void weight(DoseOrder order, DoseHistory history, Instant at, Map<Parameter, Fraction> figures) {
        DosingWeight weight = order.weight();
        figures.put(Parameter.WEIGHT, weight.kg().exact());
        figures.put(Parameter.WEIGHT_AGE, hoursBetween(weight.measuredAt(), at).dividedBy(HOURS_PER_DAY));
        if (weight.bodyMassIndex() != null) {
            figures.put(Parameter.BODY_MASS_INDEX, Fraction.of(weight.bodyMassIndex()));
        }
        if (history.lastOrderWeight() != null) {
            figures.put(
                    Parameter.WEIGHT_CHANGE,
                    percentOff(weight.kg().exact(), history.lastOrderWeight().exact()));
        }
    }

    private static void infusion(
            DoseOrder order, InfusionOrder infusion, Computed computed, Map<Parameter, Fraction> figures) {
        Fraction start = infusion.startRate().exact();
        Fraction pump = computed.startPumpRate().exact();
        if (order.stated().pumpRateMlPerHour() != null) {
            // The pump is set to what is stated: the limits hold for that rate too.
            var set = order.stated().pumpRateMlPerHour();
            start = start.larger(set.exact()
                    .times(order.concentration().exact())
                    .dividedBy(order.weight().kg().exact()));
            pump = set.exact();
        }
        figures.put(Parameter.START_RATE, start);
        figures.put(Parameter.RATE, start.larger(infusion.highestRate().exact()));
        figures.put(Parameter.PUMP_RATE, pump);
        figures.put(Parameter.DURATION, Fraction.hours(infusion.duration()));
        if (infusion.titration() != null) {
            figures.put(Parameter.STEP, infusion.titration().step().exact());
            figures.put(
                    Parameter.STEP_INTERVAL,
                    Fraction.hours(infusion.titration().minimumInterval()).times(MINUTES_PER_HOUR));
        }
    }

    private static void deviations(DoseOrder order, Computed computed, Map<Parameter, Fraction> figures) {
        Stated stated = order.stated();
        if (stated.doseMg() != null) {
            Fraction dose = stated.doseMg().exact();
            // Inside a titration's room every ceiling agrees; outside, the nearer end is the measure.
            Fraction nearest = dose.larger(computed.atLeast().exact())
                    .smaller(computed.atMost().exact());
            figures.put(Parameter.DOSE_DEVIATION, percentOff(dose, nearest));
        }
        if (stated.volumeMl() != null) {
            figures.put(
                    Parameter.VOLUME_DEVIATION,
                    percentOff(stated.volumeMl().exact(), computed.volume().exact()));
        }
        if (stated.pumpRateMlPerHour() != null && computed.startPumpRate() != null) {
            figures.put(
                    Parameter.PUMP_RATE_DEVIATION,
                    percentOff(
                            stated.pumpRateMlPerHour().exact(),
                            computed.startPumpRate().exact()));
        }
    }

    private static void sessions(DoseOrder order, DoseHistory history, Instant at, Map<Parameter, Fraction> figures) {
        figures.put(Parameter.SESSIONS_PER_WEEK, Fraction.of(history.sessionsInWeek() + 1));
        if (history.sessionsInSeries() != null) {
            figures.put(Parameter.SESSIONS_PER_SERIES, Fraction.of(history.sessionsInSeries() + 1));
        }
        figures.put(Parameter.SESSIONS_PER_YEAR, Fraction.of(history.sessionsInYear() + 1));
        if (history.lastSessionAt() != null) {
            figures.put(Parameter.SESSION_INTERVAL, hoursBetween(history.lastSessionAt(), at));
        }
        // Uses at home follow each other by the plan's own interval; what is given here follows them by this one.
        if (history.lastHomeUseAt() != null && order.sprays() == null) {
            figures.put(Parameter.HOME_USE_INTERVAL, hoursBetween(history.lastHomeUseAt(), at));
        }
    }

    private static Fraction percentOff(Fraction value, Fraction of) {
        if (of.sign() == 0) {
            return value.sign() == 0 ? Fraction.ZERO : HUNDRED;
        }
        return value.minus(of).absolute().times(HUNDRED).dividedBy(of);
    }
}
