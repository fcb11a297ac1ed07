package org.paincare.session.ledger;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paincare.session.quantity.Milligrams;
import org.paincare.session.quantity.MilligramsPerMillilitre;
import org.paincare.session.quantity.Millilitres;

/**
 * One entry of the ledger, never changed: a volume of one container's drug leaves an account and enters another. The mass
 * is the volume times the concentration of the lot, so the two cannot disagree.
 *
 * @param containerId whose drug it is, wherever it is now
 * @param occurredAt the day it happened, not the day it was written down (21 CFR 1304.21)
 * @param reverses the entry this one takes back: same amount, accounts swapped
 */
public record Movement(
        UUID id,
        EventType type,
        UUID lotId,
        UUID containerId,
        Account from,
        Account to,
        Millilitres volume,
        MilligramsPerMillilitre concentration,
        UUID actor,
        @Nullable UUID witness,
        @Nullable String reason,
        Instant occurredAt,
        @Nullable UUID reverses) {

    public Movement {
        if (volume.isZero()) {
            throw new IllegalArgumentException("an entry moves something");
        }
        if (!volume.equals(volume.stored())) {
            throw new IllegalArgumentException("a ledger volume is stored with at most 6 decimals");
        }
        boolean goes = reverses == null ? type.goes(from, to) : type.goes(to, from);
        if (!goes) {
            throw new IllegalArgumentException(type + " does not go from " + from.kind() + " to " + to.kind());
        }
    }

    /** mL x concentration, exact. */
    public Milligrams mg() {
        return volume.at(concentration);
    }

    boolean touches(Account account) {
        return from.equals(account) || to.equals(account);
    }
}
