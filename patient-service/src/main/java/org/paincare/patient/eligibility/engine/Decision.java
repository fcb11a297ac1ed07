package org.paincare.patient.eligibility.engine;

import java.util.Collection;

/** The answer, worst first. */
public enum Decision {
    EXCLUDED,
    INCOMPLETE,
    REVIEW,
    ELIGIBLE;

    /** Any X that fires, else anything missing, else an O without override, else eligible (reference 1.5). */
    static Decision of(Collection<RuleResult> results) {
        if (results.stream().anyMatch(r -> r.outcome() == Outcome.FIRES && r.severity() == Severity.X)) {
            return EXCLUDED;
        }
        if (results.stream().anyMatch(r -> r.blocks() && r.outcome() == Outcome.MISSING)) {
            return INCOMPLETE;
        }
        return results.stream().anyMatch(RuleResult::blocks) ? REVIEW : ELIGIBLE;
    }
}
