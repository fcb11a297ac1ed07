package org.paincare.session.reference;

import java.time.Instant;
import java.util.UUID;

/** A person sets a rule aside, with a reason; what it may set aside, and whether this role may, the rule says. */
public record Waiver(String ruleId, Role by, UUID person, String reason, Instant at) {

    public Waiver {
        if (reason.isBlank()) {
            throw new IllegalArgumentException("a waiver needs a reason");
        }
    }
}
