package org.paincare.patient.eligibility.engine;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one rule says, and why.
 *
 * @param severity the severity in this setting and policy, not merely the one printed in the table
 * @param facts the facts that settled the outcome, those that could not be used included
 * @param whatWouldChange what has to happen for another outcome; null when the rule passes or is not asked
 * @param pathway a care pathway to start at once ({@code SAFETY} for acute suicidal intent); null for most rules
 * @param changesAt earliest instant at which time alone may change this result; null when it cannot
 */
public record RuleResult(
        String ruleId,
        Severity severity,
        Outcome outcome,
        Set<Mark> marks,
        List<FactUse> facts,
        LocalText title,
        LocalText message,
        @Nullable LocalText whatWouldChange,
        String source,
        @Nullable String pathway,
        @Nullable Instant changesAt) {

    public RuleResult {
        marks = Set.copyOf(marks);
        facts = List.copyOf(facts);
    }

    /** True when this rule alone keeps the decision from ELIGIBLE. Information never blocks, nor does a marked rule. */
    public boolean blocks() {
        if (severity == Severity.I) {
            return false;
        }
        return switch (outcome) {
            case PASS, NOT_APPLICABLE -> false;
            case FIRES -> !marks.contains(Mark.OVERRIDDEN);
            case MISSING -> !marks.contains(Mark.DEFERRED) && !marks.contains(Mark.TASK_ONLY);
        };
    }

    /** The facts that are not there or cannot be used. */
    public List<FactUse> missing() {
        return facts.stream().filter(use -> use.gap() != null).toList();
    }
}
