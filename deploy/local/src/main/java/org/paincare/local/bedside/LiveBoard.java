package org.paincare.local.bedside;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads a clinic's live stream as a board does: opens it again where it broke off, from the last event seen, and notes
 * when each event came.
 */
public final class LiveBoard implements AutoCloseable {

    /**
     * @param at      when its last line had come
     * @param atNanos the same of {@link System#nanoTime}
     */
    public record Heard(String event, JsonNode data, Instant at, long atNanos) {}

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration SILENCE = Duration.ofSeconds(6);
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(100);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final URI stream;
    private final Supplier<String> token;
    private final List<Heard> heard = new ArrayList<>();
    private final Thread reader;
    private @Nullable String lastId;
    private volatile boolean closed;
    private volatile long lastLineNanos;

    private LiveBoard(URI stream, Supplier<String> token) {
        this.stream = stream;
        this.token = token;
        this.reader = Thread.ofVirtual().name("board").start(this::listen);
    }

    /**
     * Returns when the stream is open.
     *
     * @param base  of the gateway or of the service
     * @param token asked for at each opening
     */
    public static LiveBoard open(String base, UUID clinic, Supplier<String> token) {
        var board = new LiveBoard(URI.create(base + "/v1/clinics/" + clinic + "/stream"), token);
        board.await("the stream", Duration.ofSeconds(20), heard -> true);
        return board;
    }

    /** The first of these alarms that came, waiting for it. */
    public Heard awaitAlarm(UUID session, String rule, Duration limit) {
        return await("alarm " + rule, limit, heard -> isAlarm(heard, session, rule));
    }

    /** The same, or null where it does not come in that time. */
    public @Nullable Heard heardWithin(Duration time, UUID session, String rule) {
        return find(time, heard -> isAlarm(heard, session, rule));
    }

    public boolean hasHeardAlarm(UUID session, String rule) {
        synchronized (heard) {
            return heard.stream().anyMatch(each -> isAlarm(each, session, rule));
        }
    }

    private static boolean isAlarm(Heard heard, UUID session, String rule) {
        return heard.event().equals("alarm")
                && heard.data().path("sessionId").asText().equals(session.toString())
                && heard.data().path("rule").asText().equals(rule);
    }

    /** @throws AssertionError where nothing such came */
    public Heard await(String what, Duration limit, Predicate<Heard> wanted) {
        var found = find(limit, wanted);
        if (found == null) {
            throw new AssertionError("Not heard within " + limit.toMillis() + " ms: " + what);
        }
        return found;
    }

    private @Nullable Heard find(Duration limit, Predicate<Heard> wanted) {
        long deadline = System.nanoTime() + limit.toNanos();
        synchronized (heard) {
            int looked = 0;
            while (true) {
                for (; looked < heard.size(); looked++) {
                    if (wanted.test(heard.get(looked))) {
                        return heard.get(looked);
                    }
                }
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    return null;
                }
                try {
                    heard.wait(Math.max(1, left / 1_000_000));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    private void listen() {
        while (!closed) {
            try {
                read();
            } catch (IOException | UncheckedIOException broken) {
                pause();
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void read() throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(stream)
                .header("Authorization", "Bearer " + token.get())
                .header("Accept", "text/event-stream");
        if (lastId != null) {
            request.header("Last-Event-ID", lastId);
        }
        var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        try (var lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            if (answer.statusCode() != 200) {
                pause();
                return;
            }
            lastLineNanos = System.nanoTime();
            Thread.ofVirtual().start(() -> closeWhenSilent(answer.body()));
            take(lines);
        }
    }

    /** Three heartbeats that do not come: whoever serves this is gone, or stands still. */
    private void closeWhenSilent(InputStream stream) {
        try {
            while (!closed && System.nanoTime() - lastLineNanos < SILENCE.toNanos()) {
                Thread.sleep(BETWEEN_ATTEMPTS);
            }
            stream.close();
        } catch (IOException | InterruptedException alreadyOver) {
            // the reader is told by its own read
        }
    }

    private void take(BufferedReader lines) throws IOException {
        String event = "message";
        Optional<String> id = Optional.empty();
        StringBuilder data = new StringBuilder();
        String line;
        while (!closed && (line = lines.readLine()) != null) {
            lastLineNanos = System.nanoTime();
            if (line.startsWith("event:")) {
                event = line.substring(6).strip();
            } else if (line.startsWith("id:")) {
                id = Optional.of(line.substring(3).strip());
            } else if (line.startsWith("data:")) {
                data.append(line.substring(5).strip());
            } else if (line.isEmpty()) {
                id.ifPresent(seen -> lastId = seen);
                note(new Heard(
                        event,
                        JSON.readTree(data.isEmpty() ? "{}" : data.toString()),
                        Instant.now(),
                        System.nanoTime()));
                event = "message";
                id = Optional.empty();
                data.setLength(0);
            }
        }
    }

    private void note(Heard one) {
        synchronized (heard) {
            heard.add(one);
            heard.notifyAll();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_ATTEMPTS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed = true;
        reader.interrupt();
        http.shutdownNow();
    }
}
