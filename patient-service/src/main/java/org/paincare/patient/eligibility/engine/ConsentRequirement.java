package org.paincare.patient.eligibility.engine;

import java.util.Set;

/**
 * A consent without which E42 reports something missing.
 *
 * @param jurisdictions where it is required
 */
public record ConsentRequirement(String type, LocalText label, Set<Scope> scopes, Set<String> jurisdictions) {

    public ConsentRequirement {
        scopes = Set.copyOf(scopes);
        jurisdictions = Set.copyOf(jurisdictions);
    }

    boolean applies(Scope scope, String jurisdiction) {
        return scopes.contains(scope) && jurisdictions.contains(jurisdiction);
    }
}
