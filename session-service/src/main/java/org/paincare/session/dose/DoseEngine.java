package org.paincare.session.dose;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.paincare.session.protocol.LimitSet;
import org.paincare.session.protocol.Protocol;
import org.paincare.session.quantity.Fraction;
import org.paincare.session.quantity.Milligrams;
import org.paincare.session.reference.PolicyNumbers;
import org.paincare.session.reference.Setting;

/** Judges a dose order; pure, safe from any thread. It proposes and refuses, it never doses. */
public final class DoseEngine {

    private final Guardrails guardrails;
    private final Checks checks;

    private DoseEngine(Guardrails guardrails, Checks checks) {
        this.guardrails = guardrails;
        this.checks = checks;
    }

    public static DoseEngine with(Guardrails guardrails) {
        return new DoseEngine(guardrails, Checks.builtIn());
    }

    public static DoseEngine builtIn() {
        return with(Guardrails.builtIn());
    }

    /** By the soft limits that a clinic set for itself. */
    public DoseEngine setBy(PolicyNumbers policy) {
        var own = policy.values().isEmpty() ? guardrails : guardrails.setBy(policy);
        return own == guardrails ? this : new DoseEngine(own, checks);
    }

    public Guardrails guardrails() {
        return guardrails;
    }

    /**
     * The preview of an order, and the judgement that signing it repeats.
     *
     * @param protocol the template the order names, in the revision in force
     * @param enabledHere whether it is enabled in this clinic (template, or a clinic policy and its consent)
     * @param at when the dose is meant to be given; ages and rolling counts are taken at this time
     */
    public DosePreview preview(
            DoseOrder order, Protocol protocol, boolean enabledHere, DoseHistory history, Instant at) {
        if (!order.protocolId().equals(protocol.id())) {
            throw new IllegalArgumentException("the order names another protocol");
        }
        var findings = new ArrayList<Finding>();
        checks.protocol(order, protocol, enabledHere, findings);
        checks.concentration(order, guardrails, findings);
        if (order.weight().measuredAt().isAfter(at)) {
            findings.add(checks.finding(
                    Check.WEIGHT_IN_FUTURE, order.weight().measuredAt().toString(), at.toString()));
        }
        Computed computed = DoseArithmetic.compute(order, history);
        stated(order, computed, findings);
        var figures = OrderFigures.of(order, computed, history, at);
        findings.addAll(guardrails.judge(figures, order.setting(), protocol.limitSet()));
        return new DosePreview(
                guardrails.version(), computed, DoseArithmetic.explain(order, computed, history), findings);
    }

    /** A signed order grows old: past the soft limit weight and vitals are verified again, past the hard one it is void. */
    public List<Finding> age(Instant signedAt, Instant now, Setting setting, LimitSet limitSet) {
        var figures = new EnumMap<Parameter, Fraction>(Parameter.class);
        figures.put(Parameter.ORDER_AGE, OrderFigures.hoursBetween(signedAt, now));
        return guardrails.judge(figures, setting, limitSet);
    }

    /**
     * What sprays that were taken at home cross. They were taken: nothing is refused, a HARD finding says how serious it is.
     *
     * @param order they were taken on; null without one
     * @param addedMg what the use brings the sums of {@code history} up by; of a correction the difference
     */
    public List<Finding> taken(
            HomeUse use,
            Milligrams perSpray,
            HomeCount count,
            @Nullable HomeOrder order,
            DoseHistory history,
            Fraction addedMg,
            LimitSet limitSet) {
        var findings = new ArrayList<Finding>();
        checks.taken(use, perSpray, count, order, findings);
        var figures = OrderFigures.of(use, count, order, history, addedMg);
        guardrails.judge(figures, Setting.HOME, limitSet).stream()
                // Weight and vitals are verified again before something is given here, not before each use at home.
                .filter(finding -> finding.parameter() != Parameter.ORDER_AGE || finding.level() == Level.HARD)
                .forEach(findings::add);
        return List.copyOf(findings);
    }

    private void stated(DoseOrder order, Computed computed, List<Finding> findings) {
        Stated stated = order.stated();
        if (stated.doseMg() == null) {
            findings.add(checks.finding(
                    Check.STATED_DOSE_MISSING, "", computed.atMost().shown()));
        }
        if (stated.volumeMl() == null) {
            findings.add(checks.finding(
                    Check.STATED_VOLUME_MISSING, "", computed.volume().shown()));
        }
        if (stated.pumpRateMlPerHour() == null && computed.startPumpRate() != null) {
            findings.add(checks.finding(
                    Check.STATED_PUMP_RATE_MISSING, "", computed.startPumpRate().shown()));
        }
    }
}
