package org.paincare.bench;

import java.util.Map;

/**
 * One target under the load of one operation, once.
 *
 * @param answered requests with an answer of 2xx; for pgbench, statements done
 * @param seconds from the first request to the last answer
 * @param failures every other end by its status or its error, with how often
 * @param p50Millis NaN where single requests were not timed
 * @param cpuSeconds used until the events told and the audit written had come to rest, see {@link CpuMeter}
 * @param restSeconds how long that took after the last answer
 * @param busyShare of the machine's CPU that others used meanwhile, 0 to 1
 */
record Sample(
        Operation operation,
        Target target,
        long answered,
        double seconds,
        Map<String, Long> failures,
        double p50Millis,
        double p99Millis,
        Map<String, Double> cpuSeconds,
        double restSeconds,
        double busyShare) {

    double perSecond() {
        return answered / seconds;
    }

    /** CPU in milliseconds for one request, of the named components together. */
    double cpuMillis(String... components) {
        double sum = 0;
        for (var component : components) {
            sum += cpuSeconds.getOrDefault(component, 0.0);
        }
        return answered == 0 ? Double.NaN : sum * 1_000 / answered;
    }

    long failed() {
        return failures.values().stream().mapToLong(Long::longValue).sum();
    }
}
