package org.paincare.session.dose;

import static org.paincare.session.reference.DataFiles.require;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.paincare.session.protocol.LimitSet;
import org.paincare.session.protocol.Route;
import org.paincare.session.quantity.Fraction;
import org.paincare.session.quantity.MilligramsPerMillilitre;
import org.paincare.session.reference.DataFiles;
import org.paincare.session.reference.PolicyNumbers;
import org.paincare.session.reference.Setting;
import org.paincare.session.reference.Version;

/**
 * The guardrail table of one version of {@code guardrails/guardrails.yaml}.
 *
 * @param vialConcentrations the concentrations vials are made in, mg/mL
 * @param standardConcentrations what a clinic prepares for each route; no two of one route may differ by a factor of ten,
 *     so that an order with the point in the wrong place always stands out
 * @param verbalOrderCountersignedWithin when a prescriber's word has to be a signature
 */
public record Guardrails(
        Version version,
        List<MilligramsPerMillilitre> vialConcentrations,
        Map<Route, List<MilligramsPerMillilitre>> standardConcentrations,
        Duration verbalOrderCountersignedWithin,
        List<GuardrailRow> rows) {

    /** Without a hard limit on these, in every setting, the table is not complete enough to dose by. */
    private static final EnumSet<Parameter> ALWAYS_HARD = EnumSet.of(
            Parameter.RATE,
            Parameter.BOLUS,
            Parameter.BOLUS_SPEED,
            Parameter.WEIGHT,
            Parameter.ORDER_AGE,
            Parameter.PUMP_RATE,
            Parameter.DOSE_DEVIATION,
            Parameter.VOLUME_DEVIATION,
            Parameter.PUMP_RATE_DEVIATION);

    public Guardrails {
        vialConcentrations = List.copyOf(vialConcentrations);
        standardConcentrations = Map.copyOf(standardConcentrations);
        rows = List.copyOf(rows);
        DataFiles.requireUnique(rows, GuardrailRow::id);
        require(!vialConcentrations.isEmpty(), "no vial concentration");
        require(verbalOrderCountersignedWithin.isPositive(), "a verbal order is signed some time after it");
        for (Route route : Route.values()) {
            require(standardConcentrations.containsKey(route), "no standard concentration for " + route);
            requireNoTenfoldPair(standardConcentrations.get(route));
        }
        for (Setting setting : Setting.values()) {
            for (LimitSet limitSet : LimitSet.values()) {
                for (Parameter parameter : ALWAYS_HARD) {
                    requireHardLimit(rows, setting, limitSet, parameter);
                }
            }
        }
    }

    public static Guardrails builtIn() {
        return DataFiles.builtIn("guardrails/guardrails.yaml", Guardrails.class);
    }

    public static Guardrails parse(String yaml) {
        return DataFiles.parse(yaml, Guardrails.class);
    }

    /** With the soft limits that a clinic set for itself. */
    public Guardrails setBy(PolicyNumbers policy) {
        var own = rows.stream().map(row -> row.setBy(policy)).toList();
        return own.equals(rows)
                ? this
                : new Guardrails(
                        version, vialConcentrations, standardConcentrations, verbalOrderCountersignedWithin, own);
    }

    /** Every row crossed by the figures, in the order of the table; a parameter without a figure is not judged. */
    public List<Finding> judge(Map<Parameter, Fraction> figures, Setting setting, LimitSet limitSet) {
        var findings = new ArrayList<Finding>();
        for (GuardrailRow row : rows) {
            Fraction figure = figures.get(row.parameter());
            if (figure != null && row.covers(setting, limitSet)) {
                row.judge(figure).ifPresent(findings::add);
            }
        }
        return List.copyOf(findings);
    }

    private static void requireHardLimit(
            List<GuardrailRow> rows, Setting setting, LimitSet limitSet, Parameter parameter) {
        boolean covered = rows.stream()
                .anyMatch(row -> row.parameter() == parameter && row.covers(setting, limitSet) && row.hasHardLimit());
        require(covered, "no hard limit on " + parameter + " for " + setting + ", " + limitSet);
    }

    private static void requireNoTenfoldPair(List<MilligramsPerMillilitre> standard) {
        for (var one : standard) {
            for (var other : standard) {
                boolean tenfold = one.exact().times(Fraction.of(10)).equals(other.exact());
                require(!tenfold, one + " and " + other + " of one route differ by a factor of ten");
            }
        }
    }
}
