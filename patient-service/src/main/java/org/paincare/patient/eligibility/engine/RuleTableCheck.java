package org.paincare.patient.eligibility.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Checks the table as a whole: every row of the reference once, references that lead somewhere and never in a circle. */
final class RuleTableCheck {

    private static final int ROWS = 48;

    private final List<Rule> rules;
    private final JsonFields file;
    private final Map<String, Rule> byId = new HashMap<>();

    RuleTableCheck(List<Rule> rules, JsonFields file) {
        this.rules = rules;
        this.file = file;
    }

    void run() {
        rules.forEach(this::checkId);
        for (int row = 1; row <= ROWS; row++) {
            checkRow("E%02d".formatted(row));
        }
        rules.forEach(rule -> rule.conditions()
                .forEach((scope, condition) -> follow(scope, condition, new ArrayDeque<>(List.of(rule.id())))));
    }

    private void checkId(Rule rule) {
        if (!rule.id().matches("E(0[1-9]|[1-3]\\d|4[0-8])[ab]?")) {
            file.problem("rule id " + rule.id() + " is not of the table");
        }
        if (byId.put(rule.id(), rule) != null) {
            file.problem("rule " + rule.id() + " is there twice");
        }
    }

    private void checkRow(String row) {
        boolean whole = byId.containsKey(row);
        boolean a = byId.containsKey(row + "a");
        boolean b = byId.containsKey(row + "b");
        if (!whole && !a && !b) {
            file.problem("rule " + row + " is missing");
        } else if (whole ? (a || b) : a != b) {
            file.problem("rule " + row + " must be one rule, or a and b");
        }
    }

    private void follow(Scope scope, Condition condition, Deque<String> path) {
        switch (condition) {
            case Condition.AnyOf any -> any.parts().forEach(part -> follow(scope, part, path));
            case Condition.AllOf all -> all.parts().forEach(part -> follow(scope, part, path));
            case Condition.Not not -> follow(scope, not.part(), path);
            case Condition.RuleHolds other -> followRule(scope, other.ruleId(), path);
            case Condition.OfFacts ignored -> {}
        }
    }

    private void followRule(Scope scope, String id, Deque<String> path) {
        Rule rule = byId.get(id);
        if (rule == null || !rule.conditions().containsKey(scope)) {
            file.problem(
                    "rule %s refers to %s, which has no condition in scope %s".formatted(path.peekLast(), id, scope));
        } else if (path.contains(id)) {
            file.problem("rules refer to each other in a circle: " + path + " to " + id);
        } else {
            path.addLast(id);
            follow(scope, rule.conditions().get(scope), path);
            path.removeLast();
        }
    }
}
