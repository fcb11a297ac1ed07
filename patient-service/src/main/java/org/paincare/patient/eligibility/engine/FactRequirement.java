package org.paincare.patient.eligibility.engine;

import java.util.List;

/**
 * A fact that rules of a scope look at.
 *
 * @param rules ids of the rules that ask for it
 * @param today true when a reading of today is asked for
 * @param conditional false: without it nobody is ELIGIBLE; true: another fact can settle its rules (a diagnosis in scope,
 *     the ECG of somebody without cardiovascular risk)
 */
public record FactRequirement(FactDefinition fact, List<String> rules, boolean today, boolean conditional) {

    public FactRequirement {
        rules = List.copyOf(rules);
    }
}
