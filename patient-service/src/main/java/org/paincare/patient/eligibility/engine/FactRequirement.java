package org.paincare.patient.eligibility.engine;

import java.util.List;

/**
 * A fact that rules of a scope look at.
 *
 * @param rules ids of the rules that ask for it
 * @param today true when a reading of today is asked for
 * @param conditional true when it is asked only once another fact says so, so that a patient can be complete without it
 */
public record FactRequirement(FactDefinition fact, List<String> rules, boolean today, boolean conditional) {

    public FactRequirement {
        rules = List.copyOf(rules);
    }
}
