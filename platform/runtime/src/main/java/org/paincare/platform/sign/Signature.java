package org.paincare.platform.sign;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.paincare.platform.identity.Role;

/**
 * A given signature (21 CFR 11.50: name, time, meaning).
 *
 * @param contentHash SHA-256 of what was signed, 64 hex digits
 * @param meaning     UPPER_SNAKE, for example {@code PRESCRIBES}
 * @param signedAt    domain time
 */
public record Signature(
        UUID id,
        String resource,
        String contentHash,
        String meaning,
        UUID signedBy,
        String signerName,
        Set<Role> signerRoles,
        Instant signedAt) {}
