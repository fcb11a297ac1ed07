package org.paincare.platform.call;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * This service's own access token (client credentials, role {@code service}), kept until shortly before it expires.
 * Counts in real time. Safe from any thread; one thread asks, the others wait for it within their deadline.
 */
@Singleton
class OwnToken {

    private static final Duration MARGIN = Duration.ofSeconds(30);

    private final ObjectMapper json;
    private final HttpClient http;
    private final URI discovery;
    private final String clientId;
    private final String secret;
    private @Nullable String token;
    private @Nullable URI endpoint;
    private long freshUntilNanos;

    OwnToken(
            ObjectMapper json,
            @ConfigProperty(name = "quarkus.oidc.auth-server-url") String issuer,
            @ConfigProperty(name = "paincare.client-id") String clientId,
            @ConfigProperty(name = "paincare.client-secret") String secret) {
        this.json = json;
        this.http = HttpClient.newHttpClient();
        this.discovery = URI.create(issuer + "/.well-known/openid-configuration");
        this.clientId = clientId;
        this.secret = secret;
    }

    /** A token that is good for at least half a minute. */
    synchronized String get(Duration deadline) throws NoAnswer {
        if (token == null || System.nanoTime() - freshUntilNanos >= 0) {
            fetch(deadline);
        }
        return Objects.requireNonNull(token);
    }

    /** Forgets a token that was refused. */
    synchronized void refused(String refusedToken) {
        if (refusedToken.equals(token)) {
            token = null;
        }
    }

    private void fetch(Duration deadline) throws NoAnswer {
        try {
            if (endpoint == null) {
                var found = http.send(
                        HttpRequest.newBuilder(discovery).timeout(deadline).build(),
                        HttpResponse.BodyHandlers.ofByteArray());
                endpoint = URI.create(
                        json.readTree(found.body()).required("token_endpoint").asText());
            }
            var answer = http.send(
                    HttpRequest.newBuilder(endpoint)
                            .timeout(deadline)
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(HttpRequest.BodyPublishers.ofString(form(Map.of(
                                    "grant_type", "client_credentials",
                                    "client_id", clientId,
                                    "client_secret", secret))))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw new NoAnswer(NoAnswer.Cause.NO_TOKEN);
            }
            var body = json.readTree(answer.body());
            var life = Duration.ofSeconds(body.path("expires_in").asLong(60)).minus(MARGIN);
            token = body.required("access_token").asText();
            freshUntilNanos = System.nanoTime() + Math.max(0, life.toNanos());
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new NoAnswer(NoAnswer.Cause.NO_TOKEN);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new NoAnswer(NoAnswer.Cause.NO_TOKEN);
        }
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(f -> f.getKey() + "=" + URLEncoder.encode(f.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
