package org.paincare.session.live;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was told of one clinic lately, as it arrived here. Replicas are told in different orders, so going on after an
 * event repeats what arrived somewhat before it too; a reader shows each id once. Counts in real time. Thread-safe.
 */
final class Recent {

    static final long KEPT_MILLIS = 600_000;
    static final int MOST = 20_000;

    /** Replicas differ by the time of a push and a look into the database at most. */
    static final long OVERLAP_MILLIS = 10_000;

    /** In a slow reader's queue alarms overtake what a board cannot do without either. */
    static final long LONGER_OVERLAP_MILLIS = 60_000;

    private record Arrived(Told told, long at) {}

    private record Alarm(@Nullable String state, long at) {}

    private final ArrayDeque<Arrived> events = new ArrayDeque<>();
    private final Map<UUID, Arrived> byKey = new HashMap<>();
    private final Map<UUID, Alarm> storedAlarms = new HashMap<>();

    /** False where it was told here before. */
    synchronized boolean add(Told told, long now) {
        var arrived = new Arrived(told, now);
        if (byKey.putIfAbsent(told.key(), arrived) != null) {
            return false;
        }
        events.addLast(arrived);
        if (told.event().kind() == LiveEvent.Kind.ALARM && told.event().stored()) {
            storedAlarms.put(told.event().id(), new Alarm(told.state(), now));
        }
        forget(now);
        return true;
    }

    synchronized void forget(long now) {
        while (!events.isEmpty() && (events.size() > MOST || events.getFirst().at() < now - KEPT_MILLIS)) {
            byKey.remove(events.removeFirst().told().key());
        }
        storedAlarms.values().removeIf(alarm -> alarm.at() < now - KEPT_MILLIS);
    }

    synchronized boolean isEmpty() {
        return events.isEmpty();
    }

    /** What arrived after that event and somewhat before it; empty where it is not known here, or not any more. */
    synchronized Optional<List<Told>> after(UUID key) {
        var last = byKey.get(key);
        if (last == null) {
            return Optional.empty();
        }
        var again = new ArrayList<Told>();
        for (var arrived : events) {
            var overlap = arrived.told().event().kind() == LiveEvent.Kind.OBSERVATION
                    ? OVERLAP_MILLIS
                    : LONGER_OVERLAP_MILLIS;
            if (arrived.at() >= last.at() - overlap && !arrived.told().key().equals(key)) {
                again.add(arrived.told());
            }
        }
        return Optional.of(again);
    }

    /** Whether an alarm was told as stored in that state since then, so that the database has nothing new of it. */
    synchronized boolean knows(UUID alarm, String state, long since) {
        var known = storedAlarms.get(alarm);
        return known != null && state.equals(known.state()) && known.at() >= since;
    }
}
