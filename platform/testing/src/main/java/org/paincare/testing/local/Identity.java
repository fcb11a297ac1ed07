package org.paincare.testing.local;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the identity provider says about a person or a machine.
 *
 * @param username {@code prescriber@bogota}, or a client's id
 * @param sub never changes and is never given to another
 * @param clinicId with {@code clinic} its slug; both null for those who belong to no clinic
 * @param patientId of somebody with role {@code patient}, once their record exists
 */
public record Identity(
        String username,
        UUID sub,
        String name,
        List<String> roles,
        @Nullable UUID clinicId,
        @Nullable String clinic,
        @Nullable UUID patientId) {

    public Identity {
        roles = List.copyOf(roles);
    }

    static Identity demo(String username, String name, String role, @Nullable DemoClinic clinic) {
        return new Identity(
                username,
                NamedUuid.of(username),
                name,
                List.of(role),
                clinic == null ? null : clinic.id(),
                clinic == null ? null : clinic.slug(),
                null);
    }

    /** What a service's own token says; it belongs to no clinic. */
    public static Identity ofService(String clientId) {
        return demo(clientId, clientId, "service", null);
    }

    /** What the own token of a clinic's machine or partner says. */
    public static Identity ofClient(String clientId, String role, DemoClinic clinic) {
        return demo(clientId, clientId, role, clinic);
    }

    public Identity withPatientId(@Nullable UUID id) {
        return new Identity(username, sub, name, roles, clinicId, clinic, id);
    }

    public Identity withRoles(String... others) {
        return new Identity(username, sub, name, List.of(others), clinicId, clinic, patientId);
    }
}
