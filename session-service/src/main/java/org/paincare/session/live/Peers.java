package org.paincare.session.live;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.paincare.platform.call.ServiceClient;

/**
 * The other replicas, told directly of what happens here: 300 ms, no repeat. One that hangs holds up nobody but itself;
 * what it misses of alarms it finds in the database.
 */
@ApplicationScoped
class Peers {

    private static final Logger LOG = Logger.getLogger(Peers.class);

    /** Before an address: a name of several, looked up again and again. */
    private static final String BY_NAME = "dns+";

    private static final Duration LOOK_UP_EVERY = Duration.ofSeconds(5);

    private final ServiceClient client;
    private final List<String> named;
    private final ConcurrentHashMap<String, Peer> peers = new ConcurrentHashMap<>();
    private volatile boolean running = true;

    Peers(ServiceClient client, @ConfigProperty(name = "paincare.live.peers") Optional<List<String>> named) {
        this.client = client;
        this.named = named.orElse(List.of()).stream()
                .map(String::strip)
                .filter(address -> !address.isEmpty())
                .toList();
    }

    void start(@Observes StartupEvent start) {
        var fixed =
                named.stream().filter(address -> !address.startsWith(BY_NAME)).collect(Collectors.toSet());
        var byName = named.stream()
                .filter(address -> address.startsWith(BY_NAME))
                .map(address -> URI.create(address.substring(BY_NAME.length())))
                .toList();
        if (byName.isEmpty()) {
            follow(fixed);
        } else {
            Thread.ofPlatform().name("live-peers").daemon().start(() -> lookUp(fixed, byName));
        }
    }

    void stop(@Observes ShutdownEvent stop) {
        running = false;
        follow(Set.of());
    }

    /** Never waits. */
    void tell(Told told) {
        for (var peer : peers.values()) {
            peer.offer(told);
        }
    }

    private void lookUp(Set<String> fixed, List<URI> byName) {
        while (running) {
            try {
                var found = new java.util.HashSet<>(fixed);
                for (var name : byName) {
                    found.addAll(addresses(name));
                }
                follow(found);
            } catch (UnknownHostException unknown) {
                // A name that is not known for a moment does not mean that nobody is there: those known stay.
                LOG.debug("the other replicas' name is not known now");
            }
            try {
                Thread.sleep(LOOK_UP_EVERY);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** Finds this replica too; what it tells itself it knows already. */
    private static List<String> addresses(URI name) throws UnknownHostException {
        return Arrays.stream(InetAddress.getAllByName(name.getHost()))
                .map(InetAddress::getHostAddress)
                .map(address -> address.contains(":") ? "[" + address + "]" : address)
                .map(address -> name.getScheme() + "://" + address + (name.getPort() < 0 ? "" : ":" + name.getPort()))
                .toList();
    }

    private void follow(Set<String> addresses) {
        addresses.forEach(address -> peers.computeIfAbsent(address, base -> Peer.start(base, client)));
        peers.forEach((address, peer) -> {
            if (!addresses.contains(address)) {
                peer.stop();
                peers.remove(address, peer);
            }
        });
    }
}
