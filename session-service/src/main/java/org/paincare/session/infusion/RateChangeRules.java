package org.paincare.session.infusion;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.paincare.session.dose.DoseOrder;
import org.paincare.session.dose.Finding;
import org.paincare.session.dose.Guardrails;
import org.paincare.session.dose.Level;
import org.paincare.session.dose.Parameter;
import org.paincare.session.dose.Titration;
import org.paincare.session.protocol.LimitSet;
import org.paincare.session.quantity.Fraction;
import org.paincare.session.quantity.InvalidQuantity;
import org.paincare.session.quantity.Kilograms;
import org.paincare.session.quantity.MilligramsPerKilogramPerHour;
import org.paincare.session.quantity.MillilitresPerHour;
import org.paincare.session.reference.Blocked;
import org.paincare.session.reference.Role;
import org.paincare.session.reference.Source;
import org.paincare.session.reference.Text;

/**
 * Who may set the pump to another rate (reference 0.1, 4 and 5; 0.2, 8).
 *
 * <p>A decrease is never refused. An increase is inside the signed titration, or on a prescriber's order (a verbal one
 * counts and is countersigned in time); a hard guardrail refuses it either way. The current rate has to be read under
 * the session's lock: judged against an older one, an increase could pass for a decrease.
 */
public final class RateChangeRules {

    private final Guardrails guardrails;

    public RateChangeRules(Guardrails guardrails) {
        this.guardrails = guardrails;
    }

    /** On whose word the rate changes. */
    public enum Authority {
        /** The nurse, by the signed order. */
        STANDING_ORDER,
        /** A prescriber's new order, signed. */
        PRESCRIBER_ORDER,
        /** A prescriber's word with read-back; needs a countersignature. */
        VERBAL_ORDER
    }

    /** The answer to a rate change. */
    public sealed interface Judgement {

        /** Lower or the same: recorded whatever is missing. */
        record Decrease() implements Judgement {}

        /** @param countersignBy when a verbal order has to be signed; null for any other */
        record Increase(@Nullable Instant countersignBy, List<Finding> findings) implements Judgement {}

        record Refused(List<Blocked> blockedBy, List<Finding> findings) implements Judgement {}
    }

    /**
     * @param order the signed order of the session
     * @param holdCriterionMet whether the nurse reports one of the titration's hold criteria
     */
    public Judgement judge(
            InfusionRecord infusion,
            MillilitresPerHour wanted,
            DoseOrder order,
            LimitSet limitSet,
            Authority authority,
            boolean holdCriterionMet,
            Instant at) {
        MillilitresPerHour current = infusion.rate();
        if (!wanted.isMoreThan(current)) {
            return new Judgement.Decrease();
        }
        Kilograms kg = order.weight().kg();
        MilligramsPerKilogramPerHour from = current.at(infusion.concentration()).per(kg);
        MilligramsPerKilogramPerHour to;
        try {
            to = wanted.at(infusion.concentration()).per(kg);
        } catch (InvalidQuantity beyondSense) {
            return new Judgement.Refused(List.of(blocked("RATE_ABOVE_LIMIT", "G-RATE", BEYOND)), List.of());
        }
        Instant lastRise = infusion.lastRise().orElse(at);
        Fraction minutes = Fraction.hours(Duration.between(lastRise, at)).times(Fraction.of(60));
        var figures = new EnumMap<Parameter, Fraction>(Parameter.class);
        figures.put(Parameter.RATE, to.exact());
        figures.put(Parameter.STEP, to.minus(from).exact());
        figures.put(Parameter.STEP_INTERVAL, minutes);
        var findings = guardrails.judge(figures, order.setting(), limitSet);

        var blocked = new ArrayList<Blocked>();
        findings.stream()
                .filter(finding -> finding.level() == Level.HARD)
                .map(Finding::asBlocked)
                .forEach(blocked::add);
        if (authority == Authority.STANDING_ORDER) {
            blocked.addAll(outside(order, from, to, minutes, holdCriterionMet));
        }
        if (!blocked.isEmpty()) {
            return new Judgement.Refused(List.copyOf(blocked), findings);
        }
        Instant countersignBy =
                authority == Authority.VERBAL_ORDER ? at.plus(guardrails.verbalOrderCountersignedWithin()) : null;
        return new Judgement.Increase(countersignBy, findings);
    }

    private static List<Blocked> outside(
            DoseOrder order,
            MilligramsPerKilogramPerHour from,
            MilligramsPerKilogramPerHour to,
            Fraction minutes,
            boolean holdCriterionMet) {
        Titration titration = order.infusion() == null ? null : order.infusion().titration();
        if (titration == null) {
            return List.of(blocked("INCREASE_NEEDS_ORDER", "REF-0.2.8", NEEDS_ORDER));
        }
        var outside = new ArrayList<Blocked>();
        if (to.isMoreThan(titration.ceiling())) {
            outside.add(blocked("ABOVE_TITRATION_CEILING", "REF-0.1.4", OUTSIDE));
        }
        if (to.minus(from).isMoreThan(titration.step())) {
            outside.add(blocked("ABOVE_TITRATION_STEP", "REF-0.1.4", OUTSIDE));
        }
        if (minutes.isLessThan(Fraction.hours(titration.minimumInterval()).times(Fraction.of(60)))) {
            outside.add(blocked("TITRATION_INTERVAL_NOT_OVER", "REF-0.1.4", OUTSIDE));
        }
        if (holdCriterionMet) {
            outside.add(blocked("TITRATION_HOLD_CRITERION", "REF-0.1.4", HOLD));
        }
        return outside;
    }

    private static Blocked blocked(String code, String ruleId, Text message) {
        boolean orderHelps = ruleId.startsWith("REF-");
        return new Blocked(code, ruleId, message, orderHelps ? Role.PRESCRIBER : null, REFERENCE);
    }

    private static final Source REFERENCE = new Source("REF01, REF02");
    private static final Text NEEDS_ORDER = new Text(
            "Subir la tasa requiere orden del prescriptor (puede ser verbal).",
            "Raising the rate needs a prescriber's order (a verbal one counts).");
    private static final Text OUTSIDE = new Text(
            "El aumento sale de la titulación firmada; requiere orden del prescriptor.",
            "The increase is outside the signed titration; it needs a prescriber's order.");
    private static final Text HOLD =
            new Text("Se cumple un criterio de espera de la titulación.", "A hold criterion of the titration is met.");
    private static final Text BEYOND = new Text("Tasa imposible.", "A rate beyond sense.");
}
