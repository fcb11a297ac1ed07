package org.paincare.platform.sign;

import java.util.Set;
import java.util.UUID;
import org.paincare.platform.identity.Caller;
import org.paincare.platform.identity.Role;

/** Who gives a signature, and how they showed who they are. */
record Signer(UUID id, String name, Set<Role> roles, Method method) {

    enum Method {
        /** Their own token, on a fresh sign-in. */
        TOKEN,
        /** Their badge and PIN, on another's tablet. */
        BADGE
    }

    static Signer of(Caller caller) {
        return new Signer(caller.id(), caller.displayName(), caller.roles(), Method.TOKEN);
    }
}
