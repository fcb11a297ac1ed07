package org.paincare.platform.identity;

import java.time.Instant;
import java.util.Optional;

/**
 * Takes the tickets of {@link ByTicket} endpoints. Given by the service that hands them out; where none does, no ticket is
 * good. Asked on the request's thread, before the endpoint runs and before any clinic is set.
 */
public interface Tickets {

    /**
     * Whom a ticket stands for.
     *
     * @param until when the rights end that it was given for, in real time
     */
    record Holder(Caller caller, Instant until) {}

    /**
     * Uses a ticket up. Empty where it is none, was used, has expired or is for another path.
     *
     * @param path as the request names it, {@code /v1/clinics/{id}/stream}
     */
    Optional<Holder> use(String ticket, String path);
}
