package org.paincare.session.treatment;

import java.util.List;

/**
 * One row of the transition table.
 *
 * @param guards all have to hold, judged in this order
 * @param events what the session tells, the transition's own event first
 */
public record Edge(SessionState from, Command command, SessionState to, List<Guard> guards, List<String> events) {

    public Edge {
        guards = List.copyOf(guards);
        events = List.copyOf(events);
        if (events.isEmpty()) {
            throw new IllegalArgumentException("each edge names its event");
        }
    }

    /** Something is recorded, the state stays. */
    public boolean stays() {
        return from == to;
    }
}
