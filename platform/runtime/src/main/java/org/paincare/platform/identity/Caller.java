package org.paincare.platform.identity;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The verified person or client behind a request.
 *
 * @param id              the token's subject
 * @param displayName     for records of who did something; never logged
 * @param clinicId        the clinic the token is bound to; {@link org.paincare.platform.tenancy.CurrentClinic#NONE} for ops
 * @param patientId       set for a patient's own token
 * @param authenticatedAt when the person last proved who they are; null for clients
 * @param client          the application that was given the token
 */
public record Caller(
        UUID id,
        String displayName,
        UUID clinicId,
        Set<Role> roles,
        @Nullable UUID patientId,
        @Nullable Instant authenticatedAt,
        String client) {

    public Caller {
        roles = Set.copyOf(roles);
    }

    public boolean is(Role role) {
        return roles.contains(role);
    }
}
