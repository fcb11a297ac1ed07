package org.paincare.session.standing;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Told inside this service, in the transaction that took them in: the current clinic's settings are here.
 *
 * @param cause          the event that told them
 * @param position       its number; lower ones come again where the memory of other services is read anew
 * @param policySignedBy the subject of who signed the policy values; null where nobody did
 * @param since          when the clinic set it so
 */
public record ClinicSettled(
        UUID cause,
        long position,
        String policyVersion,
        @Nullable UUID policySignedBy,
        Instant since) {}
