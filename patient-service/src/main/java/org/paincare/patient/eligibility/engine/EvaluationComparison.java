package org.paincare.patient.eligibility.engine;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What differs between two evaluations of a patient: two days, two rule-set versions, or a stored one and a dry run.
 *
 * @param rules rules whose severity, outcome or marks differ, in the order of the table
 * @param facts facts the two did not see alike, by code
 */
public record EvaluationComparison(
        Decision before, Decision after, boolean sameRuleSet, List<RuleChange> rules, List<FactChange> facts) {

    public EvaluationComparison {
        rules = List.copyOf(rules);
        facts = List.copyOf(facts);
    }

    /** One rule in two evaluations; null where a version does not have it. */
    public record RuleChange(
            String ruleId,
            @Nullable RuleResult before,
            @Nullable RuleResult after) {}

    /** What each evaluation saw of one fact. */
    public record FactChange(String code, Set<FactUse> before, Set<FactUse> after) {

        public FactChange {
            before = Set.copyOf(before);
            after = Set.copyOf(after);
        }
    }

    public static EvaluationComparison of(Evaluation before, Evaluation after) {
        return new EvaluationComparison(
                before.decision(),
                after.decision(),
                before.ruleSetVersion().equals(after.ruleSetVersion()),
                ruleChanges(before, after),
                factChanges(before, after));
    }

    private static List<RuleChange> ruleChanges(Evaluation before, Evaluation after) {
        Map<String, RuleResult> then = byId(before);
        Map<String, RuleResult> now = byId(after);
        return Stream.concat(then.keySet().stream(), now.keySet().stream())
                .distinct()
                .map(id -> new RuleChange(id, then.get(id), now.get(id)))
                .filter(change -> !alike(change.before(), change.after()))
                .toList();
    }

    private static boolean alike(@Nullable RuleResult one, @Nullable RuleResult other) {
        return one != null
                && other != null
                && one.outcome() == other.outcome()
                && one.severity() == other.severity()
                && one.marks().equals(other.marks());
    }

    private static Map<String, RuleResult> byId(Evaluation evaluation) {
        Map<String, RuleResult> results = new LinkedHashMap<>();
        evaluation.results().forEach(result -> results.put(result.ruleId(), result));
        return results;
    }

    private static List<FactChange> factChanges(Evaluation before, Evaluation after) {
        Map<String, Set<FactUse>> then = byCode(before);
        Map<String, Set<FactUse>> now = byCode(after);
        Set<String> codes = new TreeSet<>(then.keySet());
        codes.addAll(now.keySet());
        return codes.stream()
                .map(code -> new FactChange(code, then.getOrDefault(code, Set.of()), now.getOrDefault(code, Set.of())))
                .filter(change -> !change.before().equals(change.after()))
                .toList();
    }

    /** What was seen, without age and gap: a day passing is not a change of fact. */
    private static Map<String, Set<FactUse>> byCode(Evaluation evaluation) {
        Map<String, Set<FactUse>> uses = new TreeMap<>();
        evaluation.results().stream()
                .flatMap(result -> result.facts().stream())
                .filter(use -> use.state() != null)
                .forEach(use -> uses.computeIfAbsent(use.code(), code -> new HashSet<>())
                        .add(new FactUse(
                                use.code(),
                                use.factId(),
                                use.state(),
                                use.value(),
                                use.observedAt(),
                                null,
                                use.source(),
                                use.recordedBy(),
                                null)));
        return uses;
    }
}
