package org.paincare.patient;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.identity.Caller;

/**
 * Who did something, as records show it.
 *
 * @param id the subject of their token; null for the system itself
 */
public record Actor(@Nullable UUID id, String name) {

    /** An event or a timer, on nobody's behalf. */
    public static final Actor SYSTEM = new Actor(null, "system");

    public static Actor of(Caller caller) {
        return new Actor(caller.id(), caller.displayName());
    }
}
