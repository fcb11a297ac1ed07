package org.paincare.session.ledger;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paincare.session.quantity.MilligramsPerMillilitre;
import org.paincare.session.quantity.Millilitres;

/**
 * A vial or ampoule of a lot.
 *
 * @param expiresAt end of the lot's expiry day in the clinic's zone
 * @param openedAt when it was first opened, null while sealed
 * @param beyondUseAt when it may no longer be used once open
 */
public record Container(
        UUID id,
        UUID lotId,
        MilligramsPerMillilitre concentration,
        Millilitres size,
        Instant expiresAt,
        @Nullable Instant openedAt,
        @Nullable Instant beyondUseAt,
        boolean quarantined) {

    boolean mayBeUsedAt(Instant at) {
        return !quarantined && isInDateAt(at);
    }

    boolean isInDateAt(Instant at) {
        return at.isBefore(expiresAt) && (beyondUseAt == null || at.isBefore(beyondUseAt));
    }

    boolean isSealedAt(Instant at) {
        return openedAt == null || openedAt.isAfter(at);
    }
}
