package org.paincare.gateway.client;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.paincare.gateway.access.Holder;
import org.paincare.gateway.access.Scopes;
import org.paincare.gateway.problem.ProblemCode;
import org.paincare.gateway.route.Lane;
import org.paincare.gateway.route.Route;
import org.paincare.gateway.settings.GatewaySettings;

/**
 * The registry in memory, as it was read last: no request waits for the database. While the database is away what was read
 * goes on to count for the trusted time; after that callers whose client is not this installation's own are refused, but
 * never at the bedside. Safe for every thread.
 */
@Singleton
class Registry {

    /** A client and what of it every request needs. */
    private record Entry(ApiClient client, Scopes scopes) {}

    private record Key(String clinic, String client) {}

    private record Snapshot(Map<Key, Entry> clients, Set<String> origins, long readAt) {}

    /**
     * What the registry says of a caller.
     *
     * @param client  null where the caller's client needs no registration, or is not registered
     * @param scopes  what the clinic lets the client do
     * @param refusal why it may not call
     */
    record Verdict(@Nullable ApiClient client, Scopes scopes, Optional<ProblemCode> refusal) {}

    private static final Scopes UNBOUND = new Scopes(false, java.util.List.of());
    private static final Verdict FREE = new Verdict(null, UNBOUND, Optional.empty());

    private final boolean present;
    private final GatewaySettings.Clients settings;
    private final LongSupplier clock;
    private volatile @Nullable Snapshot snapshot;

    @Inject
    Registry(ClientDatabase database, GatewaySettings settings, MeterRegistry meters) {
        this(database.isPresent(), settings.clients(), System::nanoTime);
        Gauge.builder("gateway.clients.age.seconds", this, Registry::ageSeconds)
                .description("How long ago the registry of API clients was read, -1 where it never was")
                .register(meters);
    }

    /** @param clock monotonic, in nanoseconds */
    Registry(boolean present, GatewaySettings.Clients settings, LongSupplier clock) {
        this.present = present;
        this.settings = settings;
        this.clock = clock;
    }

    /** Every client there is, just read. */
    void read(Collection<ApiClient> all) {
        var clients = new HashMap<Key, Entry>();
        var origins = new HashSet<String>();
        for (ApiClient client : all) {
            clients.put(new Key(client.clinicId().toString(), client.clientId()), new Entry(client, client.allowed()));
            if (client.isActive()) {
                origins.addAll(client.terms().origins());
            }
        }
        snapshot = new Snapshot(Map.copyOf(clients), Set.copyOf(origins), clock.getAsLong());
    }

    /** Whether a page from there may call at all; which of the clients its pages belong to is known with the token. */
    boolean knowsOrigin(String origin) {
        Snapshot known = snapshot;
        return known != null && known.origins().contains(origin);
    }

    /** Whether the client is this installation's own, and so in no clinic's registry. */
    boolean isFirstParty(String clientId) {
        return settings.firstParty().contains(clientId);
    }

    Verdict verdict(Holder holder, Route route) {
        String client = holder.client();
        if (!present || (client != null && isFirstParty(client))) {
            return FREE;
        }
        Snapshot known = snapshot;
        Entry entry = known == null || client == null || holder.clinic() == null
                ? null
                : known.clients().get(new Key(holder.clinic(), client));
        if (entry != null && !entry.client().isActive()) {
            // Also where it was read long ago: no client comes back from that by the database being away.
            return new Verdict(entry.client(), entry.scopes(), Optional.of(ProblemCode.CLIENT_NOT_ACTIVE));
        }
        boolean trusted = known != null && age(known).compareTo(settings.trusted()) <= 0;
        if (!trusted && !neverWaits(route)) {
            return new Verdict(null, UNBOUND, Optional.of(ProblemCode.CLIENT_REGISTRY_UNAVAILABLE));
        }
        if (entry != null) {
            return new Verdict(entry.client(), entry.scopes(), Optional.empty());
        }
        // A monitor is registered at session-service, which refuses others; no reading is lost for a second
        // registration.
        return !trusted || neverWaits(route) || settings.unregistered() == GatewaySettings.Unregistered.ACCEPT
                ? FREE
                : new Verdict(null, UNBOUND, Optional.of(ProblemCode.CLIENT_NOT_REGISTERED));
    }

    /** Where nothing that is away may hold a caller up: the service still decides by the token. */
    static boolean neverWaits(Route route) {
        return route.lane() == Lane.BEDSIDE || route.unlimited();
    }

    private Duration age(Snapshot known) {
        return Duration.ofNanos(clock.getAsLong() - known.readAt());
    }

    private double ageSeconds() {
        Snapshot known = snapshot;
        return known == null ? -1 : age(known).toMillis() / 1000.0;
    }
}
