package org.paincare.platform.call;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.opentelemetry.api.trace.Span;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.identity.AccessFilter;

/**
 * Asks another service on its {@code /internal/} paths, as this service and for one clinic.
 *
 * <p>A target that failed {@value #TRIES} times in a row is left alone for {@value #REST_SECONDS} s of real time: callers
 * then hear so at once instead of waiting out their deadline. Never repeats a call. Safe from any thread; never call it
 * inside a transaction.
 */
@Singleton
public class ServiceClient {

    private static final int TRIES = 5;
    private static final int REST_SECONDS = 5;
    private static final int UNAUTHORIZED = 401;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(1))
            .build();
    private final ConcurrentHashMap<String, Health> health = new ConcurrentHashMap<>();
    private final OwnToken token;
    private final ObjectMapper json;

    ServiceClient(OwnToken token, ObjectMapper json) {
        this.token = token;
        this.json = json;
    }

    /** What came back; any status below 500. */
    public record Answer(int status, String body) {}

    private static final class Health {
        private int failures;
        private long restUntilNanos;
    }

    /**
     * @param base the service's address, {@code http://patient-service:8081}
     * @param body sent as JSON with POST; null for GET
     * @param deadline for the whole call, the token included
     */
    public Answer call(String base, String path, UUID clinic, @Nullable Object body, Duration deadline)
            throws NoAnswer {
        var target = health.computeIfAbsent(base, unknown -> new Health());
        if (isResting(target)) {
            throw new NoAnswer(NoAnswer.Cause.LEFT_ALONE);
        }
        var end = System.nanoTime() + deadline.toNanos();
        try {
            var answer = send(base, path, clinic, body, end);
            if (answer.status() == UNAUTHORIZED) {
                // The issuer may have changed its key: once, with a new token.
                answer = send(base, path, clinic, body, end);
            }
            if (answer.status() >= 500) {
                throw new NoAnswer(NoAnswer.Cause.FAILED);
            }
            worked(target);
            return answer;
        } catch (NoAnswer none) {
            failed(target);
            throw none;
        }
    }

    private Answer send(String base, String path, UUID clinic, @Nullable Object body, long end) throws NoAnswer {
        try {
            var bearer = token.get(left(end));
            var request = HttpRequest.newBuilder(URI.create(base + path))
                    .timeout(left(end))
                    .header("Authorization", "Bearer " + bearer)
                    .header(AccessFilter.CLINIC_HEADER, clinic.toString())
                    .header("Accept", "application/json");
            var span = Span.current().getSpanContext();
            if (span.isValid()) {
                request.header(
                        "traceparent",
                        "00-" + span.getTraceId() + "-" + span.getSpanId() + "-"
                                + span.getTraceFlags().asHex());
            }
            if (body != null) {
                request.header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(json.writeValueAsBytes(body)));
            }
            var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() == UNAUTHORIZED) {
                token.refused(bearer);
            }
            return new Answer(answer.statusCode(), answer.body());
        } catch (HttpTimeoutException late) {
            throw new NoAnswer(NoAnswer.Cause.TIMED_OUT);
        } catch (IOException broken) {
            throw new NoAnswer(NoAnswer.Cause.UNREACHABLE);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new NoAnswer(NoAnswer.Cause.UNREACHABLE);
        }
    }

    private static Duration left(long end) throws NoAnswer {
        var left = Duration.ofNanos(end - System.nanoTime());
        if (!left.isPositive()) {
            throw new NoAnswer(NoAnswer.Cause.TIMED_OUT);
        }
        return left;
    }

    private static boolean isResting(Health target) {
        synchronized (target) {
            return target.failures >= TRIES && System.nanoTime() - target.restUntilNanos < 0;
        }
    }

    private static void worked(Health target) {
        synchronized (target) {
            target.failures = 0;
        }
    }

    private static void failed(Health target) {
        synchronized (target) {
            target.failures++;
            target.restUntilNanos =
                    System.nanoTime() + Duration.ofSeconds(REST_SECONDS).toNanos();
        }
    }
}
