package org.paincare.platform.db;

import jakarta.enterprise.context.RequestScoped;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** Until when somebody waits for the answer to this request: the database stops working for it then. */
@RequestScoped
public class Deadline {

    /** What a statement may take in any case (roles.sql). */
    private static final long LONGEST_MILLIS = 30_000;

    private boolean said;
    private long until;

    /** @param millis from now, more than 0 */
    public void in(long millis) {
        said = true;
        until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(Math.min(millis, LONGEST_MILLIS));
    }

    /** Milliseconds that are left, at least 1; empty where nobody said. */
    public OptionalLong leftMillis() {
        return said
                ? OptionalLong.of(Math.max(1, TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime())))
                : OptionalLong.empty();
    }
}
