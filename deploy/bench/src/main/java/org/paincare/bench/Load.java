package org.paincare.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Callers that send one request after the other, each on a connection of its own, for a given time. */
final class Load {

    private static final int FIRST_ROOM = 1 << 12;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double NANOS_PER_SECOND = 1e9;

    private Load() {}

    /**
     * @param requests makes the source of one caller's requests, by the caller's number; a source gives null when there
     *     is nothing left to ask
     */
    static LoadResult run(int port, int callers, Duration length, IntFunction<Supplier<byte @Nullable []>> requests) {
        var all = new ArrayList<Caller>();
        for (int number = 0; number < callers; number++) {
            all.add(new Caller(port, length.toNanos(), requests.apply(number)));
        }
        long begin = System.nanoTime();
        var threads = all.stream().map(Thread::new).toList();
        threads.forEach(Thread::start);
        threads.forEach(Load::await);
        return result(all, (System.nanoTime() - begin) / NANOS_PER_SECOND);
    }

    private static void await(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static LoadResult result(List<Caller> callers, double seconds) {
        Map<String, Long> failures = new TreeMap<>();
        callers.forEach(caller -> caller.failures.forEach((name, count) -> failures.merge(name, count, Long::sum)));
        long[] nanos = callers.stream()
                .flatMapToLong(caller -> Arrays.stream(caller.nanos, 0, caller.answered))
                .toArray();
        return new LoadResult(
                nanos.length,
                seconds,
                failures,
                Statistics.percentile(0.50, nanos) / NANOS_PER_MILLI,
                Statistics.percentile(0.99, nanos) / NANOS_PER_MILLI);
    }

    private static final class Caller implements Runnable {

        private final int port;
        private final long lengthNanos;
        private final Supplier<byte @Nullable []> requests;
        private final Map<String, Long> failures = new TreeMap<>();
        private long[] nanos = new long[FIRST_ROOM];
        private int answered;
        private boolean exhausted;

        Caller(int port, long lengthNanos, Supplier<byte @Nullable []> requests) {
            this.port = port;
            this.lengthNanos = lengthNanos;
            this.requests = requests;
        }

        @Override
        public void run() {
            long deadline = System.nanoTime() + lengthNanos;
            while (!exhausted && System.nanoTime() < deadline) {
                try (var connection = new CallerConnection(port)) {
                    callUntil(deadline, connection);
                } catch (IOException lost) {
                    // A new connection goes on; a server that is gone shows as many of these.
                    failures.merge("no answer: " + lost.getMessage(), 1L, Long::sum);
                }
            }
        }

        private void callUntil(long deadline, CallerConnection connection) throws IOException {
            for (long now = System.nanoTime(); now < deadline; ) {
                byte[] request = requests.get();
                if (request == null) {
                    exhausted = true;
                    failures.merge("nothing left to ask", 1L, Long::sum);
                    return;
                }
                long sent = System.nanoTime();
                int status = connection.send(request);
                now = System.nanoTime();
                if (status / 100 == 2) {
                    took(now - sent);
                } else {
                    failures.merge(Integer.toString(status), 1L, Long::sum);
                }
            }
        }

        private void took(long time) {
            if (answered == nanos.length) {
                nanos = Arrays.copyOf(nanos, nanos.length * 2);
            }
            nanos[answered++] = time;
        }
    }
}
