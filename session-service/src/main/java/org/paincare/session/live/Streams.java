package org.paincare.session.live;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.Ids;

/**
 * The open streams of this replica, and what was told lately. Told here or by another replica, an event is put into the
 * backlog of every stream that shows it and nothing waits; an event told here goes on to the other replicas.
 */
@ApplicationScoped
class Streams {

    private static final Logger LOG = Logger.getLogger(Streams.class);
    private static final int HANDING_ON = 2;
    private static final long FORGET_EVERY = 15;

    private final ConcurrentHashMap<UUID, Recent> recent = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<UUID, Set<LiveStream>> open = new ConcurrentHashMap<>();
    private final ScheduledExecutorService clockwork = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("live-heartbeat").daemon().factory());
    private final java.util.concurrent.ExecutorService handing = Executors.newFixedThreadPool(
            HANDING_ON, Thread.ofPlatform().name("live-stream-", 0).daemon().factory());
    private final Thread whenKilled = new Thread(this::endAll, "live-streams-end");
    private final LiveFeed feed;
    private final Peers peers;
    private final PushTimes times;
    private final InstantSource clock;
    private final long heartbeatMillis;
    private long ticks;

    Streams(
            LiveFeed feed,
            Peers peers,
            PushTimes times,
            MeterRegistry registry,
            InstantSource clock,
            @ConfigProperty(name = "paincare.live.heartbeat-millis", defaultValue = "2000") long heartbeatMillis) {
        this.feed = feed;
        this.peers = peers;
        this.times = times;
        this.clock = clock;
        this.heartbeatMillis = heartbeatMillis;
        Gauge.builder("paincare.live.streams", open, Streams::count)
                .description("Open streams of boards at this replica")
                .register(registry);
    }

    void start(@Observes StartupEvent start) {
        feed.listen(this::toldHere);
        clockwork.scheduleAtFixedRate(this::tick, heartbeatMillis, heartbeatMillis, TimeUnit.MILLISECONDS);
        // Ends the streams at once: the server waits for its open requests before it tells anybody that it stops.
        Runtime.getRuntime().addShutdownHook(whenKilled);
    }

    void stop(@Observes ShutdownEvent stop) {
        endAll();
        clockwork.shutdownNow();
        handing.shutdown();
        try {
            Runtime.getRuntime().removeShutdownHook(whenKilled);
        } catch (IllegalStateException killed) {
            // It runs already.
        }
    }

    /** Never blocks and never throws: whoever tells has a patient to see to. */
    private void toldHere(LiveEvent event) {
        try {
            var told = Told.of(Ids.next(), event);
            if (take(told)) {
                peers.tell(told);
            }
        } catch (RuntimeException failure) {
            LOG.warnf("a live event could not be told: %s", failure.getClass().getName());
        }
    }

    /** False where it was told here before. */
    boolean take(Told told) {
        var clinic = told.event().clinicId();
        if (!recent(clinic).add(told, realMillis())) {
            return false;
        }
        var now = clock.instant();
        for (var stream : open.getOrDefault(clinic, Set.of())) {
            if (stream.shows(told)) {
                stream.offer(told, now);
            }
        }
        return true;
    }

    /** Whether that alarm was told as stored in that state since then. */
    boolean knows(UUID clinic, UUID alarm, String state, Instant since) {
        return recent(clinic).knows(alarm, state, since.toEpochMilli());
    }

    private Recent recent(UUID clinic) {
        return recent.computeIfAbsent(clinic, unknown -> new Recent());
    }

    /** Registered before it is asked what stands, so that nothing that happens in between is missed. */
    LiveStream register(UUID clinic, @Nullable UUID session, Instant until) {
        Consumer<LiveStream> whenOver =
                over -> open.getOrDefault(clinic, Set.of()).remove(over);
        var stream = new LiveStream(clinic, session, until, handing, whenOver, times::handedOn);
        open.computeIfAbsent(clinic, none -> ConcurrentHashMap.newKeySet()).add(stream);
        return stream;
    }

    /**
     * What the reader is shown first: a sign of life, then what came after the event it names, or that this is not known
     * any more, and with that or without a name what stands.
     */
    void begin(LiveStream stream, @Nullable String lastEventId, List<LiveEvent> standing) {
        var now = clock.instant();
        var frames = new java.util.ArrayList<Frame>();
        frames.add(Frame.heartbeat(stream.clinic(), now));
        var missed = lastEventId == null
                ? java.util.Optional.<List<Told>>empty()
                : Uuids.parse(lastEventId)
                        .flatMap(key -> recent(stream.clinic()).after(key));
        if (lastEventId != null && missed.isEmpty()) {
            frames.add(Frame.resync(stream.clinic(), now, Frame.Reason.ID_UNKNOWN));
        }
        missed.ifPresent(
                events -> events.stream().filter(stream::shows).map(Told::frame).forEach(frames::add));
        if (missed.isEmpty()) {
            standing.stream()
                    .map(event -> Told.of(event.id(), event).standing())
                    .forEach(frames::add);
        }
        stream.backlog().begin(frames);
    }

    int openStreams() {
        return count(open);
    }

    private static int count(Map<UUID, Set<LiveStream>> open) {
        return open.values().stream().mapToInt(Set::size).sum();
    }

    private void tick() {
        try {
            var realNow = Instant.ofEpochMilli(realMillis());
            var now = clock.instant();
            open.values().forEach(streams -> streams.forEach(stream -> stream.tick(realNow, now)));
            if (++ticks % FORGET_EVERY == 0) {
                recent.values().forEach(events -> events.forget(realNow.toEpochMilli()));
            }
        } catch (RuntimeException failure) {
            // A schedule that throws never runs again.
            LOG.warnf("the live streams' clock failed: %s", failure.getClass().getName());
        }
    }

    private void endAll() {
        var now = clock.instant();
        open.values()
                .forEach(streams -> streams.forEach(
                        stream -> stream.end(Frame.closed(stream.clinic(), now, Frame.Reason.SERVICE_STOPPING))));
    }

    /** Real time: how long something is kept and a token lasts does not move with a demo's clock. */
    static long realMillis() {
        return System.currentTimeMillis();
    }
}
