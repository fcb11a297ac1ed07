package org.paincare.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * So many requests a second, whether or not the ones before were answered in time: each is counted from when it was due, so
 * that a target that stands still for a second is not measured by the one request that noticed.
 */
final class SteadyLoad {

    private static final double NANOS_PER_MILLI = 1e6;

    /**
     * @param answered requests with an answer of 200
     * @param failed   every other end
     */
    record Outcome(long answered, long failed, double p50Millis, double p99Millis) {}

    private SteadyLoad() {}

    static Outcome run(int port, int connections, int perSecond, Duration length, byte[] request) {
        List<Caller> callers = new ArrayList<>();
        long interval = 1_000_000_000L * connections / perSecond;
        long begin = System.nanoTime() + 10_000_000L;
        for (int i = 0; i < connections; i++) {
            callers.add(
                    new Caller(port, request, begin + interval * i / connections, interval, begin + length.toNanos()));
        }
        List<Thread> threads = callers.stream().map(Thread::new).toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
        long[] all = callers.stream()
                .flatMapToLong(caller -> Arrays.stream(caller.latencies, 0, caller.answered))
                .toArray();
        return new Outcome(
                all.length,
                callers.stream().mapToLong(caller -> caller.failed).sum(),
                Statistics.percentile(0.5, all) / NANOS_PER_MILLI,
                Statistics.percentile(0.99, all) / NANOS_PER_MILLI);
    }

    private static final class Caller implements Runnable {
        private final int port;
        private final byte[] request;
        private final long first;
        private final long interval;
        private final long end;
        private final long[] latencies;
        private int answered;
        private long failed;

        Caller(int port, byte[] request, long first, long interval, long end) {
            this.port = port;
            this.request = request;
            this.first = first;
            this.interval = interval;
            this.end = end;
            this.latencies = new long[(int) Math.max(0, (end - first) / interval) + 1];
        }

        @Override
        public void run() {
            try (var connection = new CallerConnection(port)) {
                for (long due = first; due < end; due += interval) {
                    for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                        LockSupport.parkNanos(wait);
                    }
                    if (connection.send(request) == 200) {
                        latencies[answered++] = System.nanoTime() - due;
                    } else {
                        failed++;
                    }
                }
            } catch (IOException e) {
                failed++;
            }
        }
    }
}
