package org.paincare.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.RestAssured;
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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Somebody with a board open: reads a stream of server-sent events as it comes. */
final class Listening implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    /** @param id what to go on after, empty where the event has none */
    record Seen(String id, String name, JsonNode data) {

        boolean is(String kind) {
            return name.equals(kind);
        }

        boolean of(Object session) {
            return data.path("sessionId").asText().equals(session.toString());
        }

        String text(String field) {
            return data.path(field).asText();
        }
    }

    private static final Seen END = new Seen("", "end-of-stream", JSON.createObjectNode());

    private final HttpResponse<InputStream> answer;
    private final LinkedBlockingQueue<Seen> events = new LinkedBlockingQueue<>();

    private Listening(HttpResponse<InputStream> answer) {
        this.answer = answer;
        Thread.ofVirtual().start(this::read);
    }

    /** @param token null where the path carries a ticket */
    static Listening to(String path, String token, String... headers) {
        return new Listening(open(path, token, headers));
    }

    static HttpResponse<InputStream> open(String path, String token, String... headers) {
        try {
            var request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path))
                    .header("Accept", "text/event-stream, application/problem+json");
            if (token != null) {
                request.header("Authorization", "Bearer " + token);
            }
            if (headers.length > 0) {
                request.headers(headers);
            }
            return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    int status() {
        return answer.statusCode();
    }

    String header(String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private void read() {
        try (var lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            var id = "";
            var name = "";
            var data = new StringBuilder();
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isEmpty()) {
                    if (!data.isEmpty()) {
                        events.add(new Seen(id, name, JSON.readTree(data.toString())));
                    }
                    id = "";
                    name = "";
                    data.setLength(0);
                } else if (line.startsWith("id:")) {
                    id = line.substring(3).strip();
                } else if (line.startsWith("event:")) {
                    name = line.substring(6).strip();
                } else if (line.startsWith("data:")) {
                    data.append(line.substring(5).strip());
                }
            }
        } catch (IOException closed) {
            // Whoever listened has gone.
        }
        events.add(END);
    }

    /** The next event of that sort; fails where none comes within 10 s. */
    Seen next(Predicate<Seen> sort) {
        return until(sort).getLast();
    }

    /** Everything up to the next event of that sort. */
    List<Seen> until(Predicate<Seen> sort) {
        var passed = new ArrayList<Seen>();
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        try {
            while (true) {
                var event = events.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (event == null || event == END && !sort.test(END)) {
                    throw new AssertionError("nothing of the sort came; seen: " + passed);
                }
                passed.add(event);
                if (sort.test(event)) {
                    return passed;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            answer.body().close();
        } catch (IOException gone) {
            // It is closed all the same.
        }
    }
}
