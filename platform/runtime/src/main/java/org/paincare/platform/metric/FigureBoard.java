package org.paincare.platform.metric;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Reads every {@link Figures} on a thread of its own and shows them as gauges. A scrape reads memory alone. What cannot be
 * read is absent, what was read too long ago is no number, and {@code paincare.figures.age.seconds} always says how long
 * ago everything was read.
 */
@Singleton
public class FigureBoard {

    private static final Logger LOG = Logger.getLogger(FigureBoard.class);

    /** After so many missed looks a figure says nothing of now. */
    private static final int STALE_AFTER_LOOKS = 4;

    private final MeterRegistry registry;
    private final List<Figures> sources;
    private final Duration every;
    private final Map<String, MultiGauge> gauges = new HashMap<>();
    /** What stands for each figure as long as it is read: a gauge that is replaced is missing from a scrape meanwhile. */
    private final Map<Place, Shown> shown = new HashMap<>();

    private final Set<Class<?>> failing = new HashSet<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("figures").daemon().factory());
    private volatile long wholeAt = System.nanoTime();

    FigureBoard(
            MeterRegistry registry,
            @All List<Figures> sources,
            @ConfigProperty(name = "paincare.figures.every", defaultValue = "5s") Duration every) {
        this.registry = registry;
        this.sources = sources;
        this.every = every;
    }

    private record Place(String name, Tags tags) {}

    /** The last value and when it was read. */
    private static final class Shown {
        private volatile double value;
        private volatile long staleAt;

        void set(double next, long until) {
            value = next;
            staleAt = until;
        }

        double get() {
            return System.nanoTime() - staleAt > 0 ? Double.NaN : value;
        }
    }

    void start(@Observes StartupEvent started) {
        Gauge.builder("paincare.figures.age.seconds", this, FigureBoard::age)
                .description("Since all figures of the database could be read")
                .register(registry);
        thread.scheduleWithFixedDelay(this::lookSafely, 0, every.toMillis(), TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent stopping) {
        thread.shutdownNow();
    }

    private double age() {
        return (System.nanoTime() - wholeAt) / 1e9;
    }

    /** A schedule that throws never runs again. */
    private void lookSafely() {
        try {
            look();
        } catch (RuntimeException | LinkageError failure) {
            LOG.warnf("figures cannot be shown: %s", failure.getClass().getName());
        }
    }

    /** Reads all sources once; whether each of them could be read. */
    public synchronized boolean look() {
        var rows = new HashMap<String, List<MultiGauge.Row<?>>>();
        boolean whole = true;
        for (var source : sources) {
            try {
                for (var figure : source.read()) {
                    var place = shown.computeIfAbsent(new Place(figure.name(), figure.tags()), none -> new Shown());
                    place.set(figure.value(), System.nanoTime() + every.toNanos() * STALE_AFTER_LOOKS);
                    gauges.computeIfAbsent(figure.name(), name -> gauge(figure));
                    rows.computeIfAbsent(figure.name(), none -> new ArrayList<>())
                            .add(MultiGauge.Row.of(figure.tags(), place, Shown::get));
                }
                failing.remove(source.getClass());
            } catch (SQLException | RuntimeException away) {
                whole = false;
                if (failing.add(source.getClass())) {
                    LOG.warnf(
                            "figures of %s are not read: %s", source.getClass().getSimpleName(), reason(away));
                }
            }
        }
        gauges.forEach((name, gauge) -> gauge.register(rows.getOrDefault(name, List.of()), false));
        if (whole) {
            wholeAt = System.nanoTime();
        }
        return whole;
    }

    /** Never what a database says: it quotes rows. */
    private static String reason(Exception away) {
        var name = away.getClass().getName();
        return away instanceof SQLException sql ? name + " " + sql.getSQLState() : name;
    }

    private MultiGauge gauge(Figures.Figure figure) {
        return MultiGauge.builder(figure.name()).description(figure.about()).register(registry);
    }
}
