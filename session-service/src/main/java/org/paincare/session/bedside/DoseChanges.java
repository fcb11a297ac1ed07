package org.paincare.session.bedside;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.identity.Role;
import org.paincare.session.care.Session;
import org.paincare.session.dose.DoseOrder;
import org.paincare.session.dose.Finding;
import org.paincare.session.dose.Level;
import org.paincare.session.dose.Parameter;
import org.paincare.session.history.DoseHistories;
import org.paincare.session.infusion.InfusionRecord;
import org.paincare.session.infusion.RateChangeRules;
import org.paincare.session.infusion.RateChangeRules.Authority;
import org.paincare.session.order.SignedOrders;
import org.paincare.session.plan.Formulary;
import org.paincare.session.quantity.Fraction;
import org.paincare.session.quantity.InvalidQuantity;
import org.paincare.session.quantity.Milligrams;
import org.paincare.session.quantity.MillilitresPerHour;
import org.paincare.session.reference.Blocked;
import org.paincare.session.reference.Source;
import org.paincare.session.reference.Text;
import org.paincare.session.standing.ClinicProfiles;
import org.paincare.session.standing.KnownStaff;

/**
 * Whether more drug may be given than runs now: on whose word, inside which limits. A decrease is always allowed. Judged
 * under the session's lock, against the rate as it is then.
 */
@ApplicationScoped
class DoseChanges {

    private static final Text NO_WORD = new Text(
            "Indique el prescriptor que dio la orden verbal y confirme la repetición.",
            "Name the prescriber who gave the verbal order, and confirm the read-back.");
    private static final Text NOT_PRESCRIBER = new Text(
            "Solo un prescriptor da esta orden con su propia sesión.",
            "Only a prescriber gives this order with their own token.");
    private static final Text REASON = new Text("Falta el motivo.", "The reason is missing.");
    private static final Text OVER_ORDERED =
            new Text("Pasa del bolo ordenado.", "This is more than the bolus that was ordered.");
    private static final Text FASTER = new Text("Más rápido que lo ordenado.", "This is faster than it was ordered.");
    private static final Text BEYOND = new Text("Cantidad imposible.", "An amount beyond sense.");

    private static final Source CORRECTIONS = new Source("REF01");
    private static final Source READINGS = new Source("REF02");

    private final Formulary formulary;
    private final KnownStaff staff;
    private final DoseHistories histories;
    private final ClinicProfiles clinics;
    private final CurrentCaller caller;

    DoseChanges(
            Formulary formulary,
            KnownStaff staff,
            DoseHistories histories,
            ClinicProfiles clinics,
            CurrentCaller caller) {
        this.formulary = formulary;
        this.staff = staff;
        this.histories = histories;
        this.clinics = clinics;
        this.caller = caller;
    }

    /**
     * What was decided of a change.
     *
     * @param decrease lower or the same
     * @param open     what speaks against it; empty if it may be made
     * @param second   whether a second person has to sign it besides (reference 0.2, 8)
     */
    record Verdict(
            boolean decrease, List<Blocked> open, @Nullable Instant countersignBy, boolean second) {}

    /** The word that a change rests on, as stated. */
    record Word(
            Authority authority,
            @Nullable UUID orderedBy,
            boolean readBack,
            @Nullable String reason) {}

    Verdict rate(
            Session session,
            InfusionRecord infusion,
            MillilitresPerHour wanted,
            SignedOrders.InForce order,
            Word word,
            boolean holdCriterionMet,
            Instant at) {
        var judgement = new RateChangeRules(formulary.engine().guardrails())
                .judge(infusion, wanted, order.order(), order.limits(), word.authority(), holdCriterionMet, at);
        return switch (judgement) {
            case RateChangeRules.Judgement.Decrease decrease -> new Verdict(true, List.of(), null, false);
            case RateChangeRules.Judgement.Refused refused -> new Verdict(false, refused.blockedBy(), null, false);
            case RateChangeRules.Judgement.Increase increase -> {
                var open = new ArrayList<>(word(word));
                var totals = total(session, planned(infusion, wanted, order, at), order, word, at);
                open.addAll(reasons(increase.findings(), word));
                open.addAll(reasons(totals, word));
                open.addAll(hard(totals));
                var second = asksSecond(increase.findings(), word) || asksSecond(totals, word);
                yield new Verdict(false, List.copyOf(open), increase.countersignBy(), second);
            }
        };
    }

    /** @param standing what was given by boluses of the standing order before, in this session */
    Verdict bolus(
            Session session,
            InfusionRecord infusion,
            Milligrams dose,
            Duration over,
            Milligrams standing,
            SignedOrders.InForce order,
            Word word,
            Instant at) {
        var open = new ArrayList<>(word(word));
        if (word.authority() == Authority.STANDING_ORDER) {
            open.addAll(outside(order.order(), dose, over, standing));
        }
        var second = false;
        try {
            var perKg = dose.per(order.order().weight().kg());
            var figures = new EnumMap<Parameter, Fraction>(Parameter.class);
            figures.put(Parameter.BOLUS, perKg.exact());
            figures.put(Parameter.BOLUS_SPEED, perKg.over(over).exact());
            var findings =
                    formulary.engine().guardrails().judge(figures, order.order().setting(), order.limits());
            open.addAll(hard(findings));
            open.addAll(reasons(findings, word));
            var totals =
                    total(session, planned(infusion, infusion.rate(), order, at).plus(dose), order, word, at);
            open.addAll(reasons(totals, word));
            open.addAll(hard(totals));
            second = asksSecond(findings, word) || asksSecond(totals, word);
        } catch (InvalidQuantity beyondSense) {
            open.add(new Blocked("BOLUS_ABOVE_LIMIT", "G-BOLUS", BEYOND, null, READINGS));
        }
        var countersign = word.authority() == Authority.VERBAL_ORDER
                ? at.plus(formulary.engine().guardrails().verbalOrderCountersignedWithin())
                : null;
        return new Verdict(false, List.copyOf(open), countersign, second);
    }

    /** The standing order's bolus is given once, in all of its dose or in parts, and no faster than ordered. */
    private static List<Blocked> outside(DoseOrder order, Milligrams dose, Duration over, Milligrams standing) {
        var bolus = order.bolus();
        if (bolus == null) {
            return List.of(new Blocked("BOLUS_NEEDS_ORDER", "REF-0.2.8", NOT_PRESCRIBER, null, READINGS));
        }
        var open = new ArrayList<Blocked>();
        var ordered = bolus.dose().times(order.weight().kg()).stored();
        var given = standing.plus(dose);
        if (given.isMoreThan(ordered)) {
            open.add(new Blocked(
                    "BOLUS_OVER_ORDERED",
                    "REF-0.2.8",
                    OVER_ORDERED,
                    null,
                    new Blocked.Figures(ordered.text(), given.text(), "mg"),
                    READINGS));
        }
        if (over.compareTo(bolus.over()) < 0) {
            open.add(new Blocked(
                    "BOLUS_FASTER_THAN_ORDERED",
                    "REF-0.2.8",
                    FASTER,
                    null,
                    new Blocked.Figures("" + bolus.over().toSeconds(), "" + over.toSeconds(), "s"),
                    READINGS));
        }
        return open;
    }

    /**
     * Whether somebody besides the prescriber signs what is over such a soft limit. The steps of a standing order were signed
     * with it; a verbal order that somebody else writes down is known to two.
     */
    private boolean asksSecond(List<Finding> findings, Word word) {
        var asked = findings.stream().anyMatch(Finding::secondSignature);
        return asked
                && switch (word.authority()) {
                    case STANDING_ORDER -> false;
                    case PRESCRIBER_ORDER -> true;
                    case VERBAL_ORDER ->
                        Objects.equals(word.orderedBy(), staff.idOf(caller.get().id()));
                };
    }

    /** What the word lacks; empty if it is good. */
    List<Blocked> word(Word word) {
        return switch (word.authority()) {
            case STANDING_ORDER -> List.of();
            case PRESCRIBER_ORDER ->
                caller.get().is(Role.PRESCRIBER)
                        ? List.of()
                        : List.of(new Blocked("PRESCRIBER_ORDER_NEEDED", "REF-0.2.8", NOT_PRESCRIBER, null, READINGS));
            case VERBAL_ORDER -> {
                var known = word.orderedBy() != null
                        && staff.find(word.orderedBy())
                                .filter(m -> m.vouches() && m.roles().contains("PRESCRIBER"))
                                .isPresent();
                yield known && word.readBack()
                        ? List.of()
                        : List.of(new Blocked("VERBAL_ORDER_INCOMPLETE", "REF-0.1.5", NO_WORD, null, CORRECTIONS));
            }
        };
    }

    private static List<Blocked> reasons(List<Finding> findings, Word word) {
        var soft = findings.stream().filter(f -> f.level() == Level.SOFT).toList();
        return soft.isEmpty() || (word.reason() != null && !word.reason().isBlank())
                ? List.of()
                : soft.stream()
                        .map(f -> new Blocked(
                                "REASON_MISSING",
                                f.ruleId(),
                                REASON,
                                null,
                                new Blocked.Figures(f.limit(), f.value(), f.unit()),
                                f.source()))
                        .toList();
    }

    private static List<Blocked> hard(List<Finding> findings) {
        return findings.stream()
                .filter(f -> f.level() == Level.HARD)
                .map(Finding::asBlocked)
                .toList();
    }

    /** What the session will have given at its planned end if this is done. */
    private static Milligrams planned(
            InfusionRecord infusion, MillilitresPerHour rate, SignedOrders.InForce order, Instant at) {
        var totals = infusion.totals(at);
        var planned = order.order().infusion();
        var left = planned == null ? Duration.ZERO : planned.duration().minus(totals.running());
        return left.isPositive()
                ? totals.given().plus(rate.at(infusion.concentration()).over(left))
                : totals.given();
    }

    /**
     * What the totals of session, series, year and record cross, whatever is raised on the way. The soft ones were reasoned
     * and signed with a standing order; they are asked again of any other word.
     */
    private List<Finding> total(Session session, Milligrams total, SignedOrders.InForce order, Word word, Instant at) {
        var figures = new EnumMap<Parameter, Fraction>(Parameter.class);
        figures.putAll(histories
                .of(
                        session.patientId(),
                        session.id(),
                        session.planId(),
                        at,
                        clinics.current().zone())
                .sums(total.exact()));
        figures.put(Parameter.SESSION_TOTAL, total.exact());
        figures.put(
                Parameter.SESSION_TOTAL_PER_KG,
                total.exact().dividedBy(order.order().weight().kg().exact()));
        return formulary.engine().guardrails().judge(figures, order.order().setting(), order.limits()).stream()
                .filter(finding -> finding.level() == Level.HARD || word.authority() != Authority.STANDING_ORDER)
                .toList();
    }
}
