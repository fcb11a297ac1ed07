package org.paincare.session.live;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What waits for one reader: alarms first, of everything else the newest per session. Bounded: a reader too slow for it is
 * told to begin anew, never waited for. Thread-safe.
 */
final class Backlog {

    /** Alarms that may wait, and sessions with news; a clinic has far fewer of both. */
    static final int MOST = 1000;

    private record Place(LiveEvent.Kind kind, UUID id) {}

    private final ArrayDeque<Frame> first = new ArrayDeque<>();
    private final Map<UUID, Told> alarms = new LinkedHashMap<>();
    private final Map<Place, Told> others = new LinkedHashMap<>();
    private @Nullable Frame heartbeat;
    private @Nullable Frame end;

    /** Before anything else, in this order. */
    synchronized void begin(Collection<Frame> frames) {
        first.addAll(frames);
    }

    /** @param overflow what the reader is told where this does not fit any more */
    synchronized void offer(Told told, Frame overflow) {
        var event = told.event();
        if (event.kind() == LiveEvent.Kind.ALARM) {
            alarms.put(event.id(), told);
        } else {
            others.put(new Place(event.kind(), event.sessionId()), told);
        }
        if (alarms.size() > MOST || others.size() > MOST) {
            alarms.clear();
            others.clear();
            first.clear();
            first.add(overflow);
        }
    }

    /** One at most waits. */
    synchronized void beat(Frame sign) {
        heartbeat = sign;
    }

    /** Nothing more is shown: whatever waits is dropped. */
    synchronized void end(Frame closed) {
        first.clear();
        alarms.clear();
        others.clear();
        heartbeat = null;
        end = closed;
    }

    synchronized @Nullable Frame next() {
        if (end != null) {
            return end;
        }
        if (!first.isEmpty()) {
            return first.removeFirst();
        }
        var alarm = takeFirst(alarms);
        if (alarm != null) {
            return alarm.news();
        }
        if (heartbeat != null) {
            var beat = heartbeat;
            heartbeat = null;
            return beat;
        }
        var other = takeFirst(others);
        return other == null ? null : other.frame();
    }

    private static @Nullable Told takeFirst(Map<?, Told> waiting) {
        var all = waiting.values().iterator();
        if (!all.hasNext()) {
            return null;
        }
        var told = all.next();
        all.remove();
        return told;
    }
}
