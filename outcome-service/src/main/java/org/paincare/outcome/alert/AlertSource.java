package org.paincare.outcome.alert;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What showed a finding; at most one of the ids is set.
 *
 * @param occurredAt when it was shown, which may be before it became known here
 */
public record AlertSource(
        @Nullable UUID assessmentId,
        @Nullable UUID sessionId,
        @Nullable UUID factId,
        @Nullable UUID windowId,
        Instant occurredAt) {

    public static AlertSource assessment(UUID id, Instant occurredAt) {
        return new AlertSource(id, null, null, null, occurredAt);
    }

    public static AlertSource session(@Nullable UUID id, Instant occurredAt) {
        return new AlertSource(null, id, null, null, occurredAt);
    }

    public static AlertSource fact(UUID id, Instant occurredAt) {
        return new AlertSource(null, null, id, null, occurredAt);
    }

    public static AlertSource window(UUID id, Instant occurredAt) {
        return new AlertSource(null, null, null, id, occurredAt);
    }

    public static AlertSource none(Instant occurredAt) {
        return new AlertSource(null, null, null, null, occurredAt);
    }
}
