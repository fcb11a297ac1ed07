package org.paincare.gateway.replica;

import java.util.function.LongSupplier;

/**
 * Whether a service is asked at all. A replica that hangs is put out by {@link Probes}; this is for a service
 * whose replicas all live and leave requests unanswered: each of these would hold a connection until its deadline, and its
 * caller with it. When half of the last requests went so, the circuit opens and callers are told at once; after a pause one
 * request at a time tries, and the first answer closes it. Safe for every thread.
 */
public final class Breaker {

    /** How a request to the service ended. */
    public enum Outcome {
        ANSWERED,
        /** Nothing came by the deadline, or the service broke off. */
        UNANSWERED,
        /** It says nothing of the service: the client went, or it was never sent. */
        UNKNOWN
    }

    private final int calls;
    private final long pauseNanos;
    private final LongSupplier clock;
    /** The last outcomes in a ring, true for unanswered. */
    private final boolean[] ring;

    private int at;
    private int filled;
    private int unanswered;
    private boolean open;
    private long waitsUntil;

    /** @param clock monotonic, in nanoseconds */
    Breaker(int calls, long pauseNanos, LongSupplier clock) {
        if (calls < 4 || calls > 1000 || pauseNanos < 0) {
            throw new IllegalStateException(
                    "paincare.gateway.breaking.calls must be 4 to 1000, its pause not negative");
        }
        this.calls = calls;
        this.pauseNanos = pauseNanos;
        this.clock = clock;
        this.ring = new boolean[calls];
    }

    /** Whether a request may be sent; while the circuit is open, one in each pause. */
    public synchronized boolean admits() {
        if (!open) {
            return true;
        }
        long now = clock.getAsLong();
        if (now - waitsUntil < 0) {
            return false;
        }
        waitsUntil = now + pauseNanos;
        return true;
    }

    public synchronized void ended(Outcome outcome) {
        switch (outcome) {
            case ANSWERED -> {
                if (open) {
                    close();
                } else {
                    note(false);
                }
            }
            case UNANSWERED -> {
                if (open) {
                    waitsUntil = clock.getAsLong() + pauseNanos;
                } else {
                    note(true);
                }
            }
            case UNKNOWN -> {}
        }
    }

    private void note(boolean wasUnanswered) {
        if (filled == calls) {
            unanswered -= ring[at] ? 1 : 0;
        } else {
            filled++;
        }
        ring[at] = wasUnanswered;
        at = (at + 1) % calls;
        unanswered += wasUnanswered ? 1 : 0;
        if (unanswered * 2 >= calls) {
            open = true;
            waitsUntil = clock.getAsLong() + pauseNanos;
        }
    }

    private void close() {
        open = false;
        at = 0;
        filled = 0;
        unanswered = 0;
    }

    synchronized boolean isOpen() {
        return open;
    }
}
