package org.paincare.outcome.safety;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The life of a safety alert. Nothing closes by itself: RAISED waits for a human and escalates each time its time to
 * acknowledge passes; closing needs an action first.
 */
public enum AlertLife {
    RAISED,
    ACKNOWLEDGED,
    ACTED,
    CLOSED;

    public enum Command {
        ACKNOWLEDGE,
        ACT,
        CLOSE
    }

    /** @param roles who may; every command is a person's and needs a note but for ACKNOWLEDGE */
    public record Edge(AlertLife from, Command command, AlertLife to, Set<String> roles) {}

    private static final Set<String> SEES = Set.of("nurse", "head-nurse", "prescriber", "medical-director");
    private static final Set<String> ACTS = Set.of("prescriber", "medical-director");

    private static final List<Edge> EDGES = List.of(
            new Edge(RAISED, Command.ACKNOWLEDGE, ACKNOWLEDGED, SEES),
            new Edge(ACKNOWLEDGED, Command.ACT, ACTED, ACTS),
            new Edge(ACTED, Command.ACT, ACTED, ACTS),
            new Edge(ACTED, Command.CLOSE, CLOSED, ACTS));

    public static List<Edge> edges() {
        return EDGES;
    }

    /** The edge a command takes from here; empty where the state does not allow it. */
    public Optional<Edge> on(Command command) {
        return EDGES.stream()
                .filter(edge -> edge.from() == this && edge.command() == command)
                .findFirst();
    }

    /**
     * How often an unacknowledged alert has escalated by {@code now}: once when its time passed, and once more for each
     * further such time. 0 for anything but RAISED.
     */
    public int escalations(AlertLevel level, Instant acknowledgeBy, Instant now, SafetyRules rules) {
        if (this != RAISED || now.isBefore(acknowledgeBy)) {
            return 0;
        }
        long times = 1 + Duration.between(acknowledgeBy, now).dividedBy(rules.within(level));
        return Math.toIntExact(Math.min(times, Integer.MAX_VALUE));
    }

    /** Whom the n-th escalation tells; the last of the list hears every further one. */
    public static String toldAt(int escalation, SafetyRules rules) {
        int index = Math.min(Math.max(escalation, 0), rules.escalateTo().size() - 1);
        return rules.escalateTo().get(index);
    }
}
