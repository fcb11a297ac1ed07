package org.paincare.gateway.limit;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Requests that each clinic has under way, up to a bound below the connections there are: however slow one clinic's
 * requests are, the others find a connection. Safe for every thread.
 */
final class InFlight {

    private final int most;
    private final Map<String, Integer> perClinic = new ConcurrentHashMap<>();

    InFlight(int most) {
        if (most < 1) {
            throw new IllegalStateException("paincare.gateway.limits.clinic-in-flight must be 1 or more, not " + most);
        }
        this.most = most;
    }

    /** @return whether there was room; if so, {@link #leave} follows */
    boolean enter(String clinic) {
        var entered = new boolean[1];
        perClinic.compute(clinic, (id, before) -> {
            int now = before == null ? 0 : before;
            entered[0] = now < most;
            return entered[0] ? Integer.valueOf(now + 1) : before;
        });
        return entered[0];
    }

    void leave(String clinic) {
        perClinic.computeIfPresent(clinic, (id, before) -> before == 1 ? null : before - 1);
    }

    int clinics() {
        return perClinic.size();
    }
}
