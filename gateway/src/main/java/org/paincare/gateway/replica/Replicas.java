package org.paincare.gateway.replica;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.paincare.gateway.replica.Replica.State;
import org.paincare.gateway.route.Lane;
import org.paincare.gateway.route.Upstream;
import org.paincare.gateway.settings.GatewaySettings;

/**
 * The replicas of every service, and whose turn it is: round robin over those that are in, lane by lane.
 *
 * <p>Where none of a service is in, all are tried as if they were: a service that is only slow must not be made to vanish,
 * and one that comes back is found by the next request.
 */
@Singleton
public class Replicas {

    /** More addresses than this are a mistake in the settings. */
    private static final int MOST = 16;

    private static final Logger LOG = Logger.getLogger(Replicas.class);

    private final Map<Upstream, List<Replica>> all = new EnumMap<>(Upstream.class);
    private final Map<Upstream, Map<Lane, AtomicInteger>> turns = new EnumMap<>(Upstream.class);
    private final MeterRegistry registry;

    Replicas(GatewaySettings settings, MeterRegistry registry) {
        this.registry = registry;
        for (Upstream service : Upstream.ALL) {
            all.put(service, replicas(service, settings.upstreams().getOrDefault(service, List.of())));
            Map<Lane, AtomicInteger> perLane = new EnumMap<>(Lane.class);
            for (Lane lane : Lane.values()) {
                perLane.put(lane, new AtomicInteger());
            }
            turns.put(service, perLane);
            of(service).forEach(this::measure);
        }
    }

    private static List<Replica> replicas(Upstream service, List<URI> addresses) {
        boolean sound = !addresses.isEmpty()
                && addresses.size() <= MOST
                && new HashSet<>(addresses).size() == addresses.size()
                && addresses.stream().allMatch(address -> address.getHost() != null);
        if (!sound) {
            throw new IllegalStateException("paincare.gateway.upstreams." + service.id() + " must be 1 to " + MOST
                    + " different addresses, separated by commas");
        }
        var replicas = new ArrayList<Replica>();
        for (URI address : addresses) {
            replicas.add(new Replica(service, replicas.size() + 1, address));
        }
        return List.copyOf(replicas);
    }

    private void measure(Replica replica) {
        Gauge.builder("gateway.replica.in", replica, each -> each.isIn() ? 1 : 0)
                .description("1 while the replica gets requests, 0 while it is out")
                .tag("service", replica.service().id())
                .tag("replica", replica.name())
                .register(registry);
        Gauge.builder("gateway.replica.requests", replica, Replica::load)
                .description("Requests at the replica, waiting ones and open streams")
                .tag("service", replica.service().id())
                .tag("replica", replica.name())
                .register(registry);
    }

    public List<Replica> of(Upstream service) {
        return all.getOrDefault(service, List.of());
    }

    List<Replica> everyOne() {
        return all.values().stream().flatMap(List::stream).toList();
    }

    /** Whose turn it is, in ones first; null where all of the service were tried. */
    public @Nullable Replica next(Upstream service, Lane lane, Collection<Replica> tried) {
        List<Replica> replicas = of(service);
        if (replicas.size() == 1) {
            return tried.isEmpty() ? replicas.getFirst() : null;
        }
        int turn = turns.getOrDefault(service, Map.of())
                .getOrDefault(lane, new AtomicInteger())
                .getAndIncrement();
        Replica found = null;
        for (int i = 0; i < replicas.size(); i++) {
            Replica replica = replicas.get(Math.floorMod(turn + i, replicas.size()));
            if (!tried.contains(replica)) {
                if (replica.isIn()) {
                    return replica;
                }
                found = found == null ? replica : found;
            }
        }
        return found;
    }

    /** Whether a replica that is in was not tried yet. */
    public boolean anotherIn(Upstream service, Collection<Replica> tried) {
        return of(service).stream().anyMatch(replica -> replica.isIn() && !tried.contains(replica));
    }

    /** The replica gets no requests while others can take them; those that it has are told. */
    public synchronized void out(Replica replica, State why) {
        if (replica.state() == why) {
            return;
        }
        boolean was = replica.isIn();
        replica.become(why);
        if (was) {
            registry.counter("gateway.replica.ejections", "replica", replica.name(), "reason", why.name())
                    .increment();
            LOG.warnf("%s is out: %s", replica.name(), why);
        }
        if (anotherIn(replica.service(), List.of(replica))) {
            replica.tellAll();
        }
    }

    /** The replica answers. What waits at others that do not may come over. */
    public synchronized void in(Replica replica) {
        if (!replica.isIn()) {
            replica.become(State.IN);
            LOG.infof("%s is in again", replica.name());
            of(replica.service()).stream().filter(other -> !other.isIn()).forEach(Replica::tellAll);
        }
    }

    /** A request was sent to a second replica because the first had not answered. */
    public void repeated(Replica first) {
        registry.counter("gateway.replica.repeats", "replica", first.name()).increment();
    }
}
