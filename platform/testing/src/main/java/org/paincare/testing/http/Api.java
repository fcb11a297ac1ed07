package org.paincare.testing.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A caller of the HTTP API: one base address, one token, headers of the next requests. Immutable. */
public final class Api {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private static final Duration LONGEST = Duration.ofSeconds(30);
    static final ObjectMapper JSON = new ObjectMapper();

    private static volatile Consumer<Answer> watcher = answer -> {};

    private final String base;
    private final @Nullable String token;
    private final List<String> headers;

    private Api(String base, @Nullable String token, List<String> headers) {
        this.base = base;
        this.token = token;
        this.headers = headers;
    }

    /** Has every answer of this JVM looked at, whoever asked, until it is closed. */
    public static Watch watch(Consumer<Answer> look) {
        watcher = look;
        return () -> watcher = answer -> {};
    }

    /** Ends with {@link #close}. */
    public interface Watch extends AutoCloseable {
        @Override
        void close();
    }

    /** A caller without a token. */
    public static Api at(String base) {
        return new Api(base, null, List.of());
    }

    public Api as(String bearer) {
        return new Api(base, bearer, headers);
    }

    public Api with(String header, String value) {
        var more = new ArrayList<>(headers);
        more.add(header);
        more.add(value);
        return new Api(base, token, List.copyOf(more));
    }

    public Answer get(String path) {
        return send("GET", path, null);
    }

    /** @param body a string is sent as it is, anything else as JSON */
    public Answer post(String path, Object body) {
        return send("POST", path, body);
    }

    public Answer post(String path) {
        return send("POST", path, "{}");
    }

    public Answer put(String path, Object body) {
        return send("PUT", path, body);
    }

    public Answer delete(String path) {
        return send("DELETE", path, null);
    }

    /** Sends any method; null sends no body. */
    public Answer send(String method, String path, @Nullable Object body) {
        try {
            var request = HttpRequest.newBuilder(URI.create(base + path)).timeout(LONGEST);
            if (token != null) {
                request.header("Authorization", "Bearer " + token);
            }
            if (!headers.isEmpty()) {
                request.headers(headers.toArray(String[]::new));
            }
            if (body == null) {
                request.method(method, HttpRequest.BodyPublishers.noBody());
            } else {
                if (!headers.contains("Content-Type")) {
                    request.header("Content-Type", "application/json");
                }
                var text = body instanceof String raw ? raw : JSON.writeValueAsString(body);
                request.method(method, HttpRequest.BodyPublishers.ofString(text));
            }
            var answer =
                    new Answer(method + " " + path, CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString()));
            watcher.accept(answer);
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
