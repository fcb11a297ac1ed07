package org.paincare.gateway.limit;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who is next at a service that has as much to do as it can do at once. Clinics take turns, each with its oldest request,
 * so that one busy clinic makes its own requests wait and hardly those of the others; and no clinic holds more than three
 * of four places, so that whoever comes finds one however long the requests of another take. Safe for every thread.
 */
public final class Turns {

    private final int places;
    private final int mostOfOne;
    private final Map<String, Integer> held = new HashMap<>();
    /** The clinic whose turn is next comes first. */
    private final LinkedHashMap<String, ArrayDeque<Turn>> waiting = new LinkedHashMap<>();

    private int underWay;

    /** @param places how many requests the service may have under way, at least 1 */
    Turns(int places) {
        if (places < 1) {
            throw new IllegalStateException("paincare.gateway.turns.at-once must be 1 or more, not " + places);
        }
        this.places = places;
        this.mostOfOne = Math.max(1, places * 3 / 4);
    }

    /** One request's way through: it waits, has a place, and leaves. */
    public final class Turn {
        private final String clinic;
        private final Runnable go;
        private boolean waits = true;
        private boolean left;

        private Turn(String clinic, Runnable go) {
            this.clinic = clinic;
            this.go = go;
        }

        boolean hasPlace() {
            synchronized (Turns.this) {
                return !waits;
            }
        }

        /** Gives the place back, or no longer waits for one; only the first call counts. */
        public void leave() {
            Turn next;
            synchronized (Turns.this) {
                if (left) {
                    return;
                }
                left = true;
                if (waits) {
                    forget(this);
                } else {
                    giveBack(clinic);
                }
                next = next();
            }
            start(next);
        }

        /** @return true where it still waited, and now does no longer */
        public boolean giveUp() {
            boolean waited;
            synchronized (Turns.this) {
                waited = waits && !left;
            }
            if (waited) {
                leave();
            }
            return waited;
        }
    }

    /**
     * Asks for a place; {@link Turn#leave} must follow, whatever becomes of the request.
     *
     * @param clinic whose turn it takes; those without a clinic are one more
     * @param go     called once when it has its place: at once, or later by whoever leaves, on that one's thread
     */
    public Turn ask(@Nullable String clinic, Runnable go) {
        var turn = new Turn(clinic == null ? "" : clinic, go);
        Turn next;
        synchronized (this) {
            waiting.computeIfAbsent(turn.clinic, id -> new ArrayDeque<>()).add(turn);
            next = next();
        }
        start(next);
        return turn;
    }

    /** How many wait. */
    synchronized int waiting() {
        return waiting.values().stream().mapToInt(ArrayDeque::size).sum();
    }

    /** Each change makes room for one at most. */
    private @Nullable Turn next() {
        if (underWay == places) {
            return null;
        }
        for (var each : waiting.entrySet()) {
            String clinic = each.getKey();
            int holds = held.getOrDefault(clinic, 0);
            if (holds < mostOfOne) {
                var queue = each.getValue();
                Turn turn = queue.removeFirst();
                waiting.remove(clinic);
                if (!queue.isEmpty()) {
                    waiting.put(clinic, queue);
                }
                turn.waits = false;
                underWay++;
                held.put(clinic, holds + 1);
                return turn;
            }
        }
        return null;
    }

    private static void start(@Nullable Turn turn) {
        if (turn != null) {
            turn.go.run();
        }
    }

    private void giveBack(String clinic) {
        underWay--;
        held.computeIfPresent(clinic, (id, before) -> before == 1 ? null : before - 1);
    }

    private void forget(Turn turn) {
        var queue = waiting.get(turn.clinic);
        if (queue != null && queue.remove(turn) && queue.isEmpty()) {
            waiting.remove(turn.clinic);
        }
    }
}
