package org.paincare.session.dose;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.paincare.session.quantity.Milligrams;
import org.paincare.session.reference.DataFiles;
import org.paincare.session.reference.Role;
import org.paincare.session.reference.Source;
import org.paincare.session.reference.Text;
import org.paincare.session.reference.Version;

/** The adjunct drugs of one version of {@code guardrails/adjuncts.yaml}, judged by the same levels as ketamine. */
public record Adjuncts(Version version, List<Adjunct> drugs) {

    public Adjuncts {
        drugs = List.copyOf(drugs);
        DataFiles.requireUnique(drugs, Adjunct::id);
        DataFiles.requireUnique(
                drugs.stream().flatMap(drug -> drug.holds().stream()).toList(), Hold::id);
    }

    public static Adjuncts builtIn() {
        return DataFiles.builtIn("guardrails/adjuncts.yaml", Adjuncts.class);
    }

    public Optional<Adjunct> find(String id) {
        return drugs.stream().filter(drug -> drug.id().equals(id)).findFirst();
    }

    /**
     * What speaks against a dose. A HARD finding with {@link AdjunctFinding#overridableBy} may be set aside by that role
     * with a reason (reference 0.2, 8), one without may not.
     */
    public List<AdjunctFinding> judge(Adjunct drug, Milligrams dose, AdjunctContext context) {
        if (drug.rescue()) {
            return List.of();
        }
        var findings = new ArrayList<AdjunctFinding>();
        limits(drug, dose, context, findings);
        for (Hold hold : drug.holds()) {
            hold(drug, hold, context).ifPresent(findings::add);
        }
        return List.copyOf(findings);
    }

    private static void limits(Adjunct drug, Milligrams dose, AdjunctContext context, List<AdjunctFinding> findings) {
        Milligrams counted = drug.hardPer() == Adjunct.HardPer.SESSION ? dose.plus(context.givenMg()) : dose;
        if (drug.hardMg() != null && counted.isMoreThan(drug.hardMg())) {
            findings.add(finding(
                    drug,
                    "ADJUNCT_ABOVE_LIMIT",
                    "A-" + drug.id() + "-HARD",
                    Level.HARD,
                    counted.text(),
                    drug.hardMg().text(),
                    "mg",
                    drug.source(),
                    null));
        } else if (dose.isMoreThan(drug.typicalMg())) {
            findings.add(finding(
                    drug,
                    "ADJUNCT_ABOVE_TYPICAL",
                    "A-" + drug.id() + "-TYPICAL",
                    Level.SOFT,
                    dose.text(),
                    drug.typicalMg().text(),
                    "mg",
                    drug.source(),
                    null));
        }
        if (drug.maximumDoses() != null && context.doses() + 1 > drug.maximumDoses()) {
            findings.add(finding(
                    drug,
                    "ADJUNCT_REPEATED",
                    "A-" + drug.id() + "-REPEAT",
                    Level.SOFT,
                    "" + (context.doses() + 1),
                    "" + drug.maximumDoses(),
                    "count",
                    drug.source(),
                    null));
        }
    }

    private static Optional<AdjunctFinding> hold(Adjunct drug, Hold hold, AdjunctContext context) {
        if (hold.condition() != null) {
            Boolean present = context.conditions().get(hold.condition());
            if (present == null) {
                return Optional.of(unknown(drug, hold, hold.condition().name()));
            }
            return present
                    ? Optional.of(finding(
                            drug,
                            "ADJUNCT_HOLD",
                            hold.id(),
                            Level.HARD,
                            hold.condition().name(),
                            "-",
                            "-",
                            hold.source(),
                            Role.PRESCRIBER))
                    : Optional.empty();
        }
        BigDecimal reading = context.readings().get(hold.measure());
        if (reading == null) {
            return Optional.of(unknown(drug, hold, hold.measure().name()));
        }
        BigDecimal limit = hold.byAltitude() ? context.spo2HoldBelow() : new BigDecimal(hold.limit());
        return hold.holds(reading, limit)
                ? Optional.of(finding(
                        drug,
                        "ADJUNCT_HOLD",
                        hold.id(),
                        Level.HARD,
                        hold.measure() + " " + reading.toPlainString(),
                        limit.toPlainString(),
                        "-",
                        hold.source(),
                        Role.PRESCRIBER))
                : Optional.empty();
    }

    /** Unknown is not no: what was not looked at asks for a reason. */
    private static AdjunctFinding unknown(Adjunct drug, Hold hold, String what) {
        return finding(
                drug, "ADJUNCT_HOLD_UNKNOWN", hold.id(), Level.SOFT, what + " UNKNOWN", "-", "-", hold.source(), null);
    }

    private static AdjunctFinding finding(
            Adjunct drug,
            String code,
            String ruleId,
            Level level,
            String value,
            String limit,
            String unit,
            Source source,
            @Nullable Role overridableBy) {
        var text = new Text("{drug}: {value} (límite {limit} {unit})", "{drug}: {value} (limit {limit} {unit})");
        var es = text.with(Map.of("drug", drug.name().es(), "value", value, "limit", limit, "unit", unit))
                .es();
        var en = text.with(Map.of("drug", drug.name().en(), "value", value, "limit", limit, "unit", unit))
                .en();
        return new AdjunctFinding(code, ruleId, level, limit, value, unit, source, overridableBy, new Text(es, en));
    }
}
