package org.paincare.session.protocol;

import static org.paincare.session.reference.DataFiles.require;

import java.util.Set;

/**
 * On what a disabled template may be used after all: a policy of the clinic that names it, and these consents of the
 * patient, in force on the day.
 */
public record EnabledWith(Set<String> consents) {

    public EnabledWith {
        consents = Set.copyOf(consents);
        require(!consents.isEmpty(), "a disabled template needs a consent of its own");
    }
}
