package org.paincare.patient.eligibility.engine;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A signed statement that a red flag or another "X until cleared" finding was looked into and is closed. It closes what
 * was observed up to its signature; a later PRESENT reading opens the finding again.
 *
 * @param factCode the fact it closes
 * @param readingId the one reading it closes, or null for all readings up to the signature
 * @param expiresOn last day on which it counts, in the clinic's zone
 */
public record FactClearance(
        String id,
        String factCode,
        @Nullable String readingId,
        String signedBy,
        Instant signedAt,
        LocalDate expiresOn) {}
