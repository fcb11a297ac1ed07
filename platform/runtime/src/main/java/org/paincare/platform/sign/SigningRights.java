package org.paincare.platform.sign;

import java.time.Instant;
import java.util.UUID;

/**
 * What a service knows of who may put their name under anything at all. Asked when a signature is given and again when it
 * is used, inside that transaction. Whom it does not know it does not refuse: the registry may still be on its way.
 */
public interface SigningRights {

    enum Verdict {
        MAY_SIGN,
        /** The professional registration had expired on that day, in the clinic's zone. */
        LICENCE_EXPIRED,
        /** The person no longer works in this clinic. */
        NOT_ACTIVE
    }

    /** @param at when the signature is or was given, domain time */
    Verdict of(UUID subject, Instant at);
}
