package org.paincare.gateway.limit;

import java.time.Duration;

/**
 * How many requests one partition (a caller, a clinic) may make. A partition that was quiet may make all of them at once;
 * after that they come back evenly over the window.
 *
 * @param name   stands in the RateLimit headers
 * @param quota  requests per window, 1 to 10,000,000
 * @param window 1 second to 1 hour
 */
record Policy(String name, int quota, Duration window) {

    private static final int MOST = 10_000_000;

    Policy {
        boolean sound = quota >= 1
                && quota <= MOST
                && window.compareTo(Duration.ofSeconds(1)) >= 0
                && window.compareTo(Duration.ofHours(1)) <= 0;
        if (!sound) {
            throw new IllegalStateException("paincare.gateway.limits." + name
                    + " must be 1 to 10000000 requests within 1 second to 1 hour, not " + quota + " within " + window);
        }
    }

    /** The same for one of so many. */
    Policy sharedBy(int replicas) {
        return new Policy(name, Math.max(1, quota / replicas), window);
    }

    /** Nanoseconds after which one request comes back. */
    long interval() {
        return window.toNanos() / quota;
    }

    /** What {@code RateLimit-Policy} says of it. */
    String described() {
        return "\"" + name + "\";q=" + quota + ";w=" + window.toSeconds();
    }
}
