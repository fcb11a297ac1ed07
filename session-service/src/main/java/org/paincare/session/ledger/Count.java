package org.paincare.session.ledger;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paincare.session.quantity.Millilitres;

/**
 * A blind count: what a person found in a container without seeing what the book says.
 *
 * @param found volume, mL
 */
public record Count(
        UUID id,
        UUID containerId,
        Millilitres found,
        UUID actor,
        @Nullable UUID witness,
        Instant occurredAt) {}
