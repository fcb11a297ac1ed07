package org.paincare.patient.eligibility.engine;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The answer of one rule set to one snapshot: the decision and every rule of the set, in the order of the table.
 *
 * @param vocabularyVersion version of the fact vocabulary it was computed with
 * @param policyVersion version of the clinic policy whose values applied
 */
public record Evaluation(
        String ruleSetVersion,
        String vocabularyVersion,
        String policyVersion,
        Scope scope,
        Occasion occasion,
        String jurisdiction,
        Instant evaluatedAt,
        Decision decision,
        List<RuleResult> results) {

    public Evaluation {
        results = List.copyOf(results);
    }

    /**
     * The earliest instant at which a used fact, consent, clearance, override or deferral runs out, or an event or
     * birthday crosses its limit. Until then, with the same facts, the decision stays. Empty: time alone changes nothing.
     */
    public Optional<Instant> nextExpiry() {
        return results.stream()
                .map(RuleResult::changesAt)
                .filter(Objects::nonNull)
                .min(Instant::compareTo);
    }

    /** The rules that stand between this patient and ELIGIBLE. */
    public List<RuleResult> blocking() {
        return results.stream().filter(RuleResult::blocks).toList();
    }

    /** What has to be recorded, with the rules that ask for it: the worklist behind INCOMPLETE. */
    public Map<String, List<String>> missingFacts() {
        Map<String, TreeSet<String>> byCode = new TreeMap<>();
        results.stream()
                .filter(result -> result.outcome() == Outcome.MISSING && result.blocks())
                .forEach(result -> result.missing()
                        .forEach(use -> byCode.computeIfAbsent(use.code(), code -> new TreeSet<>())
                                .add(result.ruleId())));
        return byCode.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> List.copyOf(entry.getValue()), (a, b) -> a, TreeMap::new));
    }

    /** The result of one rule. */
    public RuleResult rule(String ruleId) {
        return results.stream()
                .filter(result -> result.ruleId().equals(ruleId))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no rule " + ruleId + " in " + ruleSetVersion));
    }
}
