package org.paincare.outcome.rules;

import java.util.List;
import java.util.Map;

/**
 * Why a result is what it is: a stable code, the numbers behind it as shown, the rule versions, and the same in a
 * sentence of each language.
 */
public record Explanation(String code, Map<String, String> facts, List<RuleRef> rules, String en, String es) {

    public Explanation {
        facts = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(facts));
        rules = List.copyOf(rules);
    }
}
