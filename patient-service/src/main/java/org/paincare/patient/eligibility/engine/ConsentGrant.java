package org.paincare.patient.eligibility.engine;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A consent the patient gave.
 *
 * @param type for example {@code TREATMENT_OFF_LABEL}
 * @param expiresOn last day on which it counts, in the clinic's zone; null: the rule set's re-consent interval after
 *     signing
 * @param superseded true once a newer document version asks for consent anew
 * @param withdrawnAt when the patient took it back, or null
 */
public record ConsentGrant(
        String id,
        String type,
        Instant signedAt,
        @Nullable LocalDate expiresOn,
        boolean superseded,
        @Nullable Instant withdrawnAt) {}
