package org.paincare.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.paincare.local.Addresses;
import org.paincare.local.Component;
import org.paincare.testing.http.Answer;
import org.paincare.testing.local.DemoClinic;

/**
 * The clinical time of all services of a demo installation, moved together. It goes from one due time to the next, and
 * before each step everything that is due or on its way between the services is done, so that nothing is jumped over.
 */
public final class DemoTime {

    private static final int DRAINED_AGAIN = 5;
    private static final List<Component> SERVICES = List.of(Component.PATIENT, Component.SESSION, Component.OUTCOME);
    private static final Duration LONGEST_REST = Duration.ofSeconds(60);
    /** Doubled after every look that found somebody at work: looking costs the processors they need. */
    private static final Duration FIRST_PAUSE = Duration.ofMillis(5);

    private static final Duration LONGEST_PAUSE = Duration.ofMillis(80);

    private final Addresses addresses;
    private final Map<Component, People> callers = new EnumMap<>(Component.class);
    private long offsetSeconds;

    public DemoTime(Addresses addresses) throws IOException {
        this.addresses = addresses;
        this.offsetSeconds = addresses.clockOffsetSeconds();
        addresses.services().forEach(service -> callers.put(service, People.at(service, addresses)));
    }

    public Instant now() {
        return real().plusSeconds(offsetSeconds);
    }

    /** Begins there, for an installation in which nothing has happened yet. */
    public void beginAt(Instant time) {
        set(time);
    }

    /** Goes on to that time; does nothing but come to rest where it is past. */
    public void moveTo(Instant time) {
        Optional<Instant> due = settle();
        while (now().isBefore(time)) {
            set(due.filter(time::isAfter).orElse(time));
            due = settle();
        }
    }

    public void pass(Duration duration) {
        moveTo(now().plus(duration));
    }

    /** Goes on to the machine's own time, and with it from then on. */
    public void moveToRealTime() {
        moveTo(real());
        set(0);
        settle();
    }

    /** Back to the machine's time without doing what became due: for a demonstration that failed. */
    public void abandon() {
        set(0);
    }

    /**
     * Waits until nothing is due and no event is on its way between the services, while nobody else calls them.
     *
     * @return when something falls due next
     * @throws IllegalStateException where that does not come about within a minute
     */
    public Optional<Instant> settle() {
        long deadline = System.nanoTime() + LONGEST_REST.toNanos();
        Duration pause = FIRST_PAUSE;
        while (System.nanoTime() < deadline) {
            Map<Component, JsonNode> drained = drain();
            if (isQuiet(drained)) {
                return drained.values().stream()
                        .flatMap(service -> instant(service, "nextDueAt").stream())
                        .min(Instant::compareTo);
            }
            pause(pause);
            pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : pause;
        }
        throw new IllegalStateException("the services do not come to rest: " + drain());
    }

    /** Leaves the processors to those who have to come to rest. */
    private static void pause(Duration length) {
        try {
            Thread.sleep(length);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Map<Component, JsonNode> drain() {
        return ofEach(SERVICES, this::drained);
    }

    /** Asked again where a busy service had no connection in time: 503 says that nothing was done. */
    private JsonNode drained(Component service) {
        Answer answer = drainOf(service);
        for (int again = 0; again < DRAINED_AGAIN && answer.status() == 503; again++) {
            answer = drainOf(service);
        }
        return answer.expect(200).json();
    }

    private Answer drainOf(Component service) {
        return caller(service).service(DemoClinic.BOGOTA).post("/internal/demo/drain");
    }

    /** Asks all services at the same time. */
    private static Map<Component, JsonNode> ofEach(
            Collection<Component> services, Function<Component, JsonNode> question) {
        Map<Component, JsonNode> answers = new EnumMap<>(Component.class);
        try (ExecutorService together = Executors.newVirtualThreadPerTaskExecutor()) {
            Map<Component, Future<JsonNode>> asked = new EnumMap<>(Component.class);
            services.forEach(service -> asked.put(service, together.submit(() -> question.apply(service))));
            for (var each : asked.entrySet()) {
                answers.put(each.getKey(), each.getValue().get());
            }
            return answers;
        } catch (ExecutionException e) {
            throw new IllegalStateException(String.valueOf(e.getCause().getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /**
     * Nothing was due, nothing is overdue, and everybody has taken all that the others told. One look at each is enough: the
     * first event told after its teller was looked at would answer an event that had not been taken by then.
     */
    private static boolean isQuiet(Map<Component, JsonNode> drained) {
        Map<String, Long> told = told(drained);
        return drained.values().stream()
                .allMatch(service -> service.get("done").asInt() == 0
                        && instant(service, "nextDueAt")
                                .filter(due ->
                                        !due.isAfter(instant(service, "now").orElseThrow()))
                                .isEmpty()
                        && service.get("taken").properties().stream()
                                .allMatch(source ->
                                        source.getValue().asLong() == told.getOrDefault(source.getKey(), 0L)));
    }

    private static Map<String, Long> told(Map<Component, JsonNode> drained) {
        Map<String, Long> told = new TreeMap<>();
        drained.forEach((service, answer) ->
                told.put(service.label(), answer.get("told").asLong()));
        return told;
    }

    private static Optional<Instant> instant(JsonNode answer, String field) {
        @Nullable JsonNode value = answer.get(field);
        return value == null || value.isNull() ? Optional.empty() : Optional.of(Instant.parse(value.asText()));
    }

    private void set(Instant time) {
        // Whole seconds, rounded up: what is due at that time is due then.
        Duration ahead = Duration.between(real(), time);
        set(ahead.plusNanos(999_999_999).getSeconds());
    }

    private void set(long seconds) {
        try {
            addresses.keepClockOffset(seconds);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        offsetSeconds = seconds;
        ofEach(
                callers.keySet(),
                service -> caller(service)
                        .service(DemoClinic.BOGOTA)
                        .put("/internal/demo/clock", Map.of("offsetSeconds", seconds))
                        .expect(200)
                        .json());
    }

    private People caller(Component service) {
        return Objects.requireNonNull(callers.get(service));
    }

    private static Instant real() {
        return Instant.ofEpochMilli(System.currentTimeMillis());
    }
}
