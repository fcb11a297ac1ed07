package org.paincare.session.care;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** When a pre-check item was last passed, for features whose own rules rest on it. Call inside a transaction. */
@ApplicationScoped
public class CheckedItems {

    private final PreChecks preChecks;

    CheckedItems(PreChecks preChecks) {
        this.preChecks = preChecks;
    }

    public Optional<Instant> passed(UUID sessionId, String item) {
        return Optional.ofNullable(preChecks.latest(sessionId).get(item))
                .filter(answered -> answered.outcome() == SessionJson.Outcome.PASS)
                .map(PreChecks.Answered::at);
    }
}
