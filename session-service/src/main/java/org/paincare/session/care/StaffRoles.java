package org.paincare.session.care;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.paincare.platform.identity.Caller;
import org.paincare.session.reference.Role;

/** The clinical roles of a caller, most deciding first: in whose name somebody with several acts. */
public final class StaffRoles {

    private static final List<Role> BY_WEIGHT =
            List.of(Role.PRESCRIBER, Role.HEAD_NURSE, Role.NURSE, Role.PHARMACIST, Role.MEDICAL_DIRECTOR);

    private StaffRoles() {}

    public static Optional<Role> of(Caller caller) {
        return BY_WEIGHT.stream()
                .filter(role -> caller.is(org.paincare.platform.identity.Role.valueOf(role.name())))
                .findFirst();
    }

    /** Whether the caller holds a role that may do what {@code needed} may: a head nurse or prescriber for a nurse. */
    public static boolean covers(Caller caller, Role needed) {
        var enough = needed == Role.NURSE ? Set.of(Role.NURSE, Role.HEAD_NURSE, Role.PRESCRIBER) : Set.of(needed);
        return enough.stream().anyMatch(role -> caller.is(org.paincare.platform.identity.Role.valueOf(role.name())));
    }
}
