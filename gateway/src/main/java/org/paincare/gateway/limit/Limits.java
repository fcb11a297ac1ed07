package org.paincare.gateway.limit;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.paincare.gateway.access.Holder;
import org.paincare.gateway.edge.Ending;
import org.paincare.gateway.problem.ProblemCode;
import org.paincare.gateway.route.Lane;
import org.paincare.gateway.route.Route;
import org.paincare.gateway.settings.GatewaySettings;

/**
 * How much is let in. Three kinds of bounds: requests per caller, requests per clinic, and requests of a clinic that are
 * under way. The bedside is counted by itself, per caller: nothing else that a clinic does takes from it, and what stops an
 * infusion, pauses it or acknowledges an alarm (a route that is {@code unlimited}) is counted and never refused.
 *
 * <p>Counted in this process' memory; several replicas of the gateway share what a caller may ask for by {@link Leasing},
 * but for the bedside, where each has its fixed part: nothing there waits for what was taken elsewhere.
 */
@Singleton
public class Limits {

    private final LongSupplier clock;
    private final Buckets people;
    private final Buckets partners;
    private final Map<RateClass, Buckets> classes = new EnumMap<>(RateClass.class);
    private final Buckets bedside;
    private final Buckets clinics;
    private final Buckets open;
    private final InFlight inFlight;

    @Inject
    Limits(GatewaySettings settings) {
        this(settings.limits(), System::nanoTime);
    }

    /** @param clock monotonic, in nanoseconds */
    Limits(GatewaySettings.LimitSettings settings, LongSupplier clock) {
        this.clock = clock;
        int replicas = settings.replicas();
        if (replicas < 1 || replicas > 100) {
            throw new IllegalStateException("paincare.gateway.limits.replicas must be 1 to 100, not " + replicas);
        }
        this.people = buckets("person", settings.person(), replicas);
        this.partners = buckets("partner", settings.partner(), replicas);
        for (RateClass named : RateClass.values()) {
            GatewaySettings.Rate rate = settings.classes().get(named.id());
            classes.put(named, rate == null ? partners : buckets("partner", rate, replicas));
        }
        this.bedside = buckets("bedside", settings.bedside(), replicas);
        this.clinics = buckets("clinic", settings.clinic(), replicas);
        this.open = buckets("open", settings.open(), replicas);
        this.inFlight = new InFlight(settings.clinicInFlight());
    }

    private Buckets buckets(String name, GatewaySettings.Rate rate, int replicas) {
        return new Buckets(new Policy(name, rate.requests(), rate.within()), replicas, clock.getAsLong());
    }

    private Stream<Buckets> shared() {
        return Stream.concat(Stream.of(people, partners, clinics, open), classes.values().stream())
                .distinct();
    }

    /** Whether replicas share what is left, from now on. */
    void share(boolean there) {
        shared().forEach(buckets -> buckets.share(there));
    }

    /** Who runs low here. */
    List<LimitPool.Wish> wishes(int most) {
        var wishes = new ArrayList<LimitPool.Wish>();
        shared().forEach(buckets -> wishes.addAll(buckets.wishes(most - wishes.size())));
        return wishes;
    }

    void granted(List<LimitPool.Wish> wishes, Map<UUID, Integer> granted) {
        long now = clock.getAsLong();
        for (LimitPool.Wish wish : wishes) {
            int requests = granted.getOrDefault(wish.bucket(), 0);
            shared().forEach(buckets -> buckets.granted(wish, requests, now));
        }
    }

    /**
     * Whether a request is let in, and what its answer says of the limits.
     *
     * @param policies          the value of {@code RateLimit-Policy}
     * @param remaining         the value of {@code RateLimit}
     * @param refusal           why it is not let in
     * @param retryAfterSeconds when it will be
     */
    public record Decision(String policies, String remaining, Optional<ProblemCode> refusal, long retryAfterSeconds) {

        /** With a month's quota beside it; refused for that only where nothing else refuses. */
        public Decision and(Month month, boolean neverRefused) {
            boolean over = month.left() == 0 && !neverRefused && refusal.isEmpty();
            return new Decision(
                    policies + ", \"month\";q=" + month.quota() + ";w=" + month.windowSeconds(),
                    remaining + ", \"month\";r=" + month.left() + ";t=" + month.resetSeconds(),
                    over ? Optional.of(ProblemCode.QUOTA_EXCEEDED) : refusal,
                    over ? month.resetSeconds() : retryAfterSeconds);
        }
    }

    /** What a client may ask for in a calendar month, and what is left of it. */
    public record Month(long quota, long left, long windowSeconds, long resetSeconds) {}

    /** A caller with a good token. */
    public Decision admit(Holder holder, Route route) {
        return admit(holder, route, RateClass.STANDARD);
    }

    /** @param rateClass of the client, where it calls for itself */
    public Decision admit(Holder holder, Route route, RateClass rateClass) {
        long now = clock.getAsLong();
        if (route.lane() == Lane.BEDSIDE) {
            return decide(List.of(new Counted(bedside, holder.key())), route, now);
        }
        var caller = new Counted(holder.machine() ? classes.getOrDefault(rateClass, partners) : people, holder.key());
        String clinic = holder.clinic();
        return decide(clinic == null ? List.of(caller) : List.of(caller, new Counted(clinics, clinic)), route, now);
    }

    /** A caller who is known by the address only. */
    public Decision admitUnknown(String address, Route route) {
        return decide(List.of(new Counted(open, network(address))), route, clock.getAsLong());
    }

    /** One household's or provider's part of an IPv6 address; whoever has it has as many addresses as there are. */
    static String network(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        int end = 0;
        for (int groups = 0; groups < 4 && end >= 0; groups++) {
            end = address.indexOf(':', end + 1);
        }
        return end < 0 ? address : address.substring(0, end);
    }

    private record Counted(Buckets buckets, String partition) {}

    private static Decision decide(List<Counted> counted, Route route, long now) {
        var policies = new StringBuilder();
        var remaining = new StringBuilder();
        long retry = 0;
        for (int i = 0; i < counted.size(); i++) {
            Buckets buckets = counted.get(i).buckets();
            Bucket.Take take = buckets.take(counted.get(i).partition(), now);
            if (i > 0) {
                policies.append(", ");
                remaining.append(", ");
            }
            policies.append(buckets.described());
            remaining
                    .append('"')
                    .append(buckets.name())
                    .append("\";r=")
                    .append(take.remaining())
                    .append(";t=")
                    .append(seconds(take.resetNanos()));
            if (!take.admitted() && !route.unlimited()) {
                // What was taken before is given back: a clinic that is at its bound costs its people nothing.
                counted.subList(0, i).forEach(each -> each.buckets().giveBack(each.partition(), now));
                retry = Math.max(1, seconds(take.retryNanos()));
                break;
            }
        }
        return new Decision(
                policies.toString(),
                remaining.toString(),
                retry > 0 ? Optional.of(ProblemCode.RATE_LIMITED) : Optional.empty(),
                retry);
    }

    private static long seconds(long nanos) {
        return (nanos + TimeUnit.SECONDS.toNanos(1) - 1) / TimeUnit.SECONDS.toNanos(1);
    }

    /** Takes one of the clinic's places until the request is over; false where all are taken. */
    public boolean begin(@Nullable String clinic, Route route, Ending ending) {
        if (clinic == null || route.lane() != Lane.NORMAL || route.unlimited()) {
            return true;
        }
        if (!inFlight.enter(clinic)) {
            return false;
        }
        ending.then(() -> inFlight.leave(clinic));
        return true;
    }
}
