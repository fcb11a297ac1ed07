package org.paincare.gateway.replica;

import io.vertx.core.Context;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.paincare.gateway.route.Lane;
import org.paincare.gateway.route.Upstream;

/** One process of a service, at one address. Safe for every thread. */
public final class Replica {

    /** How a replica is. Everything but {@link #IN} means that the others get its requests. */
    public enum State {
        IN,
        /** No connection to it can be made, or it hangs up without an answer. */
        REFUSING,
        /** It takes connections and says nothing. */
        SILENT,
        /** It says that it lives, and leaves the bedside waiting. */
        STUCK
    }

    private final Upstream service;
    private final String name;
    private final String host;
    private final int port;
    private final boolean tls;
    private final Set<Stay> stays = ConcurrentHashMap.newKeySet();
    private volatile State state = State.IN;
    private volatile long changed = System.nanoTime();
    private volatile long lastAnswer = System.nanoTime();

    /** @param number from 1, in the order of the setting */
    Replica(Upstream service, int number, URI address) {
        this.service = service;
        this.name = number == 1 ? service.id() : service.id() + "-" + number;
        this.host = address.getHost();
        this.tls = "https".equals(address.getScheme());
        this.port = address.getPort() > 0 ? address.getPort() : tls ? 443 : 80;
    }

    public Upstream service() {
        return service;
    }

    /** {@code session} for the first of a service, {@code session-2} for the second: in health, metrics and logs. */
    public String name() {
        return name;
    }

    public String host() {
        return host;
    }

    public int port() {
        return port;
    }

    public boolean tls() {
        return tls;
    }

    public State state() {
        return state;
    }

    boolean isIn() {
        return state == State.IN;
    }

    void become(State next) {
        changed = System.nanoTime();
        state = next;
    }

    /** One request at this replica, from the wait for a connection on. */
    public final class Stay {
        private final Context loop;
        private final Lane lane;
        private final Runnable putOut;
        private final long since = System.nanoTime();
        private volatile boolean waiting = true;
        private boolean left;

        private Stay(Context loop, Lane lane, Runnable putOut) {
            this.loop = loop;
            this.lane = lane;
            this.putOut = putOut;
        }

        /**
         * The first of the answer came.
         *
         * @return whether this says that the replica takes requests: one that ends its last ones takes no new
         */
        public boolean answered() {
            waiting = false;
            lastAnswer = System.nanoTime();
            return state != State.IN && since - changed >= 0;
        }

        /** Called on the request's event loop; nothing is told to it any more. */
        public void leave() {
            left = true;
            stays.remove(this);
        }

        private void tell() {
            loop.runOnContext(v -> {
                if (!left) {
                    putOut.run();
                }
            });
        }
    }

    /** @param putOut run on this event loop when the replica is put out while another takes its requests */
    public Stay enter(Context loop, Lane lane, Runnable putOut) {
        var stay = new Stay(loop, lane, putOut);
        stays.add(stay);
        return stay;
    }

    /** Requests here, unanswered ones and open streams. */
    int load() {
        return stays.size();
    }

    boolean answeredSince(long nanoTime) {
        return lastAnswer - nanoTime >= 0;
    }

    /** Since when the requests of the bedside wait that wait since before this time, the longest first. */
    List<Long> bedsideWaitingSince(long nanoTime) {
        return stays.stream()
                .filter(stay -> stay.waiting && stay.lane == Lane.BEDSIDE && stay.since - nanoTime < 0)
                .map(stay -> stay.since)
                .sorted((one, other) -> Long.signum(one - other))
                .toList();
    }

    void tellAll() {
        stays.forEach(Stay::tell);
    }

    @Override
    public String toString() {
        return name;
    }
}
