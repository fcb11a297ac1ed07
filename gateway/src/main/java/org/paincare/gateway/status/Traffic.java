package org.paincare.gateway.status;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.http.HttpMethod;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.Logger;
import org.paincare.gateway.edge.RequestIds;
import org.paincare.gateway.problem.ProblemCode;

/**
 * One timer sample and one log line per request. Both name the route's template, never the path or query, which hold ids;
 * so the number of series is bounded by the route table.
 */
@Singleton
public class Traffic {

    /** The label of a request that matched no route. */
    public static final String UNMATCHED = "unmatched";

    private static final Logger LOG = Logger.getLogger("org.paincare.gateway.access");
    private static final Set<HttpMethod> METHODS = Set.of(
            HttpMethod.GET,
            HttpMethod.HEAD,
            HttpMethod.POST,
            HttpMethod.PUT,
            HttpMethod.PATCH,
            HttpMethod.DELETE,
            HttpMethod.OPTIONS);

    private final AtomicInteger open = new AtomicInteger();
    private final MeterRegistry registry;
    private final Map<Series, Timer> timers = new ConcurrentHashMap<>();

    Traffic(MeterRegistry registry) {
        this.registry = registry;
        Gauge.builder("gateway.requests.open", open, AtomicInteger::get)
                .description("Requests let in and not answered yet, open streams among them")
                .register(registry);
    }

    /** Whether the gateway speaks this method. */
    public static boolean known(HttpMethod method) {
        return METHODS.contains(method);
    }

    /** A request was let in; {@link #answered} follows, whatever happens to it. */
    public void begun() {
        open.incrementAndGet();
    }

    /** Requests that were let in and are not answered yet, open streams among them. */
    public int open() {
        return open.get();
    }

    private record Series(String route, String method, int status, String upstream) {}

    /**
     * A request was answered.
     *
     * @param route    the template, or a fixed label
     * @param upstream the service that answered, {@code none} where the gateway did
     */
    public void answered(String route, HttpMethod method, int status, String upstream, Duration took, RequestIds ids) {
        open.decrementAndGet();
        var series = new Series(route, METHODS.contains(method) ? method.name() : "OTHER", status, upstream);
        timers.computeIfAbsent(series, this::timer).record(took);
        if (LOG.isLoggable(Level.INFO)) {
            var line = new ExtLogRecord(
                    Level.INFO,
                    series.method() + " " + route + " " + status + " " + took.toMillis() + "ms " + upstream,
                    Traffic.class.getName());
            line.setLoggerName(LOG.getName());
            line.putMdc("route", route);
            line.putMdc("method", series.method());
            line.putMdc("status", Integer.toString(status));
            line.putMdc("upstream", upstream);
            line.putMdc("durationMs", Long.toString(took.toMillis()));
            line.putMdc("requestId", ids.requestId());
            line.putMdc("traceId", ids.traceId());
            LOG.logRaw(line);
        }
    }

    /** A request was refused before it had a route; counted, not logged, so that a flood does not fill the disk. */
    public void refused(HttpMethod method, ProblemCode code) {
        var series = new Series(UNMATCHED, METHODS.contains(method) ? method.name() : "OTHER", code.status(), "none");
        timers.computeIfAbsent(series, this::timer).record(Duration.ZERO);
    }

    private Timer timer(Series series) {
        return Timer.builder("http.server.requests")
                .description("Requests by route template")
                .tag("uri", series.route())
                .tag("method", series.method())
                .tag("status", Integer.toString(series.status()))
                .tag("upstream", series.upstream())
                .register(registry);
    }
}
