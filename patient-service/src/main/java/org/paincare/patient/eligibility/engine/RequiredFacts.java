package org.paincare.patient.eligibility.engine;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Walks the condition trees of a scope and lists the facts they look at, in the vocabulary's order. */
final class RequiredFacts {

    private final RuleSet ruleSet;
    private final Scope scope;
    private final Map<String, Set<String>> rulesByFact = new TreeMap<>();
    private final Set<String> today = new TreeSet<>();
    private final Set<String> needed = new TreeSet<>();

    private RequiredFacts(RuleSet ruleSet, Scope scope) {
        this.ruleSet = ruleSet;
        this.scope = scope;
    }

    static List<FactRequirement> of(
            RuleSet ruleSet, Scope scope, String jurisdiction, Setting setting, Set<String> policyFlags) {
        RequiredFacts walk = new RequiredFacts(ruleSet, scope);
        ruleSet.rules().stream()
                .filter(rule -> rule.applies(scope, jurisdiction, setting) && rule.implemented())
                .filter(rule -> rule.severity(setting, policyFlags) != Severity.I)
                .forEach(rule -> walk.visit(rule.id(), rule.conditions().get(scope), false, true));
        return ruleSet.vocabulary().facts().stream()
                .filter(fact -> walk.rulesByFact.containsKey(fact.code()))
                .map(walk::requirement)
                .toList();
    }

    private FactRequirement requirement(FactDefinition fact) {
        return new FactRequirement(
                fact,
                List.copyOf(rulesByFact.get(fact.code())),
                today.contains(fact.code()),
                !needed.contains(fact.code()));
    }

    /**
     * To pass, a condition must be false. An "any" is false only when every part is, an "all" as soon as one part is;
     * under a "not" it is the other way round. Parts of which one is enough are conditional.
     */
    private void visit(String rule, Condition condition, boolean mustBe, boolean always) {
        switch (condition) {
            case Condition.AnyOf any -> any.parts().forEach(part -> visit(rule, part, mustBe, always && !mustBe));
            case Condition.AllOf all -> all.parts().forEach(part -> visit(rule, part, mustBe, always && mustBe));
            case Condition.Not not -> visit(rule, not.part(), !mustBe, always);
            case Condition.RuleHolds other ->
                visit(
                        rule,
                        ruleSet.rule(other.ruleId()).orElseThrow().conditions().get(scope),
                        mustBe,
                        always);
            case Condition.Recorded recorded -> note(rule, recorded, false);
            case Condition.OfFacts facts -> note(rule, facts, always);
        }
    }

    private void note(String rule, Condition.OfFacts condition, boolean always) {
        for (String fact : condition.facts()) {
            rulesByFact.computeIfAbsent(fact, code -> new TreeSet<>()).add(rule);
            if (condition.today()) {
                today.add(fact);
            }
            if (always) {
                needed.add(fact);
            }
        }
    }
}
