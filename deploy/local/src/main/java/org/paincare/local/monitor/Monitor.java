package org.paincare.local.monitor;

import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/**
 * A simulated bedside monitor: takes a reading each second and sends it. What nobody acknowledged it keeps, for a day at
 * most, and sends again under the same number, oldest first. Used by one thread.
 */
public final class Monitor {

    /** Lines of one NDJSON body. */
    private static final int MOST_TOGETHER = 500;

    private static final int KEPT = 24 * 3600;

    private final String device;
    private final String boot;
    private final Trace trace;
    private final Link link;
    private final InstantSource clock;
    private final Deque<Reading> waiting = new ArrayDeque<>();
    private int second;
    private long sequence;
    private long taken;
    private long refused;
    private long lost;

    /**
     * @param device the code under which it is registered
     * @param boot   names this run of the device; another for each start
     * @param clock  the truth that its clock keeps to or strays from
     */
    public Monitor(String device, String boot, Trace trace, Link link, InstantSource clock) {
        this.device = device;
        this.boot = boot;
        this.trace = trace;
        this.link = link;
        this.clock = clock;
    }

    /** @param lost thrown away unsent, because a day's readings waited already */
    public record Tally(long taken, long refused, int waiting, long lost) {}

    /** One second of its life: measures, and sends what waits. */
    public void tick() throws InterruptedException {
        var now = second++;
        trace.at(now)
                .ifPresent(sample -> keep(
                        new Reading(device, boot, ++sequence, clock.instant().plus(trace.clockError(now)), sample)));
        if (trace.sendsAt(now)) {
            send();
        }
    }

    /** Lives for so many seconds, at the pace of the machine's clock. */
    public void run(int seconds) throws InterruptedException {
        var begin = System.nanoTime();
        for (int i = 1; i <= seconds; i++) {
            tick();
            var left = begin + TimeUnit.SECONDS.toNanos(i) - System.nanoTime();
            if (left > 0) {
                TimeUnit.NANOSECONDS.sleep(left);
            }
        }
    }

    public Tally tally() {
        return new Tally(taken, refused, waiting.size(), lost);
    }

    private void keep(Reading reading) {
        if (waiting.size() == KEPT) {
            waiting.removeFirst();
            lost++;
        }
        waiting.addLast(reading);
    }

    /** Until all is acknowledged, or one is not: what comes after it waits, so that the order stays. */
    private void send() throws InterruptedException {
        while (!waiting.isEmpty()) {
            var some = waiting.stream().limit(MOST_TOGETHER).toList();
            var answers = link.send(some);
            var left = new ArrayList<Reading>();
            for (int i = 0; i < some.size(); i++) {
                switch (answers.get(i)) {
                    case TAKEN -> taken++;
                    case REFUSED -> refused++;
                    case UNKNOWN -> left.add(some.get(i));
                }
                waiting.removeFirst();
            }
            if (!left.isEmpty()) {
                left.reversed().forEach(waiting::addFirst);
                return;
            }
        }
    }
}
