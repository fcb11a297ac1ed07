package org.paincare.patient.eligibility.engine;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A checked version of the eligibility table. Only {@link RuleSets} makes one, so a rule set in hand is a valid one.
 *
 * @param parameters by name
 * @param policyFlags switches a clinic policy may set
 * @param phrases sentence templates shared by all rules, by name
 */
public record RuleSet(
        String version,
        FactVocabulary vocabulary,
        Set<String> jurisdictions,
        Set<String> policyFlags,
        Map<String, Parameter> parameters,
        List<ConsentRequirement> consents,
        Map<String, LocalText> phrases,
        List<Rule> rules) {

    public RuleSet {
        jurisdictions = Set.copyOf(jurisdictions);
        policyFlags = Set.copyOf(policyFlags);
        parameters = Map.copyOf(parameters);
        consents = List.copyOf(consents);
        phrases = Map.copyOf(phrases);
        rules = List.copyOf(rules);
    }

    public Optional<Rule> rule(String id) {
        return rules.stream().filter(rule -> rule.id().equals(id)).findFirst();
    }

    /** The facts a patient needs on record to be decidable in this scope and jurisdiction, outpatient. */
    public List<FactRequirement> requiredFacts(Scope scope, String jurisdiction) {
        return requiredFacts(scope, jurisdiction, Setting.OUTPATIENT, Set.of());
    }

    /** As above for a setting and a clinic's policy flags, which may turn information into a rule that blocks. */
    public List<FactRequirement> requiredFacts(
            Scope scope, String jurisdiction, Setting setting, Set<String> policyFlags) {
        return RequiredFacts.of(this, scope, jurisdiction, setting, policyFlags);
    }

    /** The consents that E42 asks for. */
    public List<ConsentRequirement> requiredConsents(Scope scope, String jurisdiction) {
        return consents.stream()
                .filter(consent -> consent.applies(scope, jurisdiction))
                .toList();
    }

    /**
     * Says what a clinic policy asks for that this rule set does not allow: unknown parameters or flags, numbers outside
     * their bounds. Empty: {@link EligibilityEngine#evaluate} accepts it.
     */
    public List<String> check(ClinicPolicy policy) {
        List<String> problems = new ArrayList<>();
        policy.flags().stream()
                .filter(flag -> !policyFlags.contains(flag))
                .sorted()
                .forEach(flag -> problems.add("unknown policy flag " + flag));
        policy.parameters().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> check(entry.getKey(), entry.getValue()).ifPresent(problems::add));
        parameters.values().stream()
                .filter(parameter -> parameter.fromAltitudeProfile() && !parameter.accepts(policy.spo2RoomAirLimit()))
                .forEach(parameter -> problems.add(outside(parameter, policy.spo2RoomAirLimit())));
        return List.copyOf(problems);
    }

    private Optional<String> check(String name, BigDecimal value) {
        Parameter parameter = parameters.get(name);
        if (parameter == null) {
            return Optional.of("unknown parameter " + name);
        }
        if (parameter.fromAltitudeProfile()) {
            return Optional.of(name + " comes from the altitude profile");
        }
        if (!parameter.overridable()) {
            return Optional.of(name + " is fixed by its source " + parameter.source());
        }
        return parameter.accepts(value) ? Optional.empty() : Optional.of(outside(parameter, value));
    }

    private static String outside(Parameter parameter, BigDecimal value) {
        return "%s: %s is not between %s and %s%s"
                .formatted(
                        parameter.name(),
                        value.toPlainString(),
                        parameter.min(),
                        parameter.max(),
                        parameter.whole() ? " in whole " + parameter.unit() : "");
    }
}
