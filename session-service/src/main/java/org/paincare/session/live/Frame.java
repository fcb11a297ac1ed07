package org.paincare.session.live;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One event as a stream carries it.
 *
 * @param alarm what an alarm's frame tells as news, to measure how long it took; null of all others
 */
record Frame(
        @Nullable String id,
        String name,
        String data,
        @Nullable LiveEvent alarm) {

    Frame(@Nullable String id, String name, String data) {
        this(id, name, data, null);
    }

    static final String CLOSED = "closed";

    /** Why a stream ends or begins anew. */
    enum Reason {
        /** The token, or that of the ticket, has ended; open again with a new one. */
        TOKEN_EXPIRED,
        /** This replica stops; open again, at another. */
        SERVICE_STOPPING,
        /** What came after the id that was named is not known here any more, or never was. */
        ID_UNKNOWN,
        /** The reader was too slow for everything to be kept. */
        TOO_SLOW
    }

    private record Beat(UUID clinicId, Instant at) {}

    private record Because(UUID clinicId, Instant at, Reason reason) {}

    static Frame heartbeat(UUID clinic, Instant at) {
        return new Frame(null, "heartbeat", LiveJson.text(new Beat(clinic, at)));
    }

    static Frame resync(UUID clinic, Instant at, Reason reason) {
        return new Frame(null, "resync", LiveJson.text(new Because(clinic, at, reason)));
    }

    static Frame closed(UUID clinic, Instant at, Reason reason) {
        return new Frame(null, CLOSED, LiveJson.text(new Because(clinic, at, reason)));
    }

    boolean isLast() {
        return name.equals(CLOSED);
    }
}
