package org.paincare.testing.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jose4j.base64url.Base64Url;

/** A running issuer with a clock moved by hand, and a browser at it. */
final class StartedIssuer {

    static final ObjectMapper JSON = new ObjectMapper();
    static final String BACK = "http://localhost:5173/callback";
    static final String VERIFIER = "a-verifier-of-at-least-forty-three-characters-x";
    static final String NURSE = "nurse@bogota";

    final MovableClock clock = new MovableClock();
    final HttpClient browser = HttpClient.newHttpClient();
    private final Path data;
    private LocalIssuer issuer;

    StartedIssuer(Path data) throws IOException {
        this.data = data;
        this.issuer = LocalIssuer.start(data, 0, Duration.ofMinutes(15), clock);
    }

    /** On the same folder; from now on in real time. */
    void restart() throws IOException {
        stop();
        issuer = LocalIssuer.start(data, 0);
    }

    void stop() {
        issuer.stop();
    }

    String url() {
        return issuer.url();
    }

    String authorize(Map<String, String> changed) {
        return "/authorize?" + form(request(changed));
    }

    private static Map<String, String> request(Map<String, String> changed) {
        Map<String, String> values = new TreeMap<>(Map.of(
                "response_type", "code",
                "client_id", "paincare-frontend",
                "redirect_uri", BACK,
                "scope", "openid",
                "state", "the state",
                "nonce", "the nonce",
                "code_challenge", Grants.challengeOf(VERIFIER),
                "code_challenge_method", "S256"));
        values.putAll(changed);
        return values;
    }

    Map<String, String> login(Map<String, String> changed, String password) throws Exception {
        return parameters(location(submit(changed, password)));
    }

    HttpResponse<String> submit(Map<String, String> changed, String password) throws Exception {
        Map<String, String> values = request(changed);
        values.put("username", NURSE);
        values.put("password", password);
        return post("/authorize", values);
    }

    HttpResponse<String> redeem(String code, String verifier) throws Exception {
        return token(Map.of(
                "grant_type", "authorization_code",
                "client_id", "paincare-frontend",
                "redirect_uri", BACK,
                "code", code,
                "code_verifier", verifier));
    }

    HttpResponse<String> renew(String refreshToken) throws Exception {
        return token(
                Map.of("grant_type", "refresh_token", "client_id", "paincare-frontend", "refresh_token", refreshToken));
    }

    HttpResponse<String> password(String user, String password) throws Exception {
        return token(
                Map.of("grant_type", "password", "client_id", "paincare-cli", "username", user, "password", password));
    }

    HttpResponse<String> token(Map<String, String> values) throws Exception {
        return post("/token", values);
    }

    private HttpResponse<String> post(String path, Map<String, String> values) throws Exception {
        return browser.send(
                HttpRequest.newBuilder(URI.create(url() + path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form(values)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> administer(String secret, String body) throws Exception {
        return browser.send(
                HttpRequest.newBuilder(URI.create(url() + "/admin/users/patient@bogota"))
                        .header("Authorization", "Bearer " + secret)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> changeKey(String secret) throws Exception {
        return browser.send(
                HttpRequest.newBuilder(URI.create(url() + "/admin/key-changes"))
                        .header("Authorization", "Bearer " + secret)
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return browser.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    static String refreshToken(HttpResponse<String> answer) throws Exception {
        assertThat(answer.statusCode()).isEqualTo(200);
        return JSON.readTree(answer.body()).path("refresh_token").asText();
    }

    static void assertRefused(HttpResponse<String> answer, int status, String error) throws Exception {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(JSON.readTree(answer.body()).path("error").asText()).isEqualTo(error);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    }

    static JsonNode claims(String token) throws IOException {
        return JSON.readTree(Base64Url.decode(token.split("\\.")[1]));
    }

    static String location(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        return answer.headers().firstValue("Location").orElseThrow();
    }

    static Map<String, String> parameters(String location) {
        Map<String, String> values = new TreeMap<>();
        for (String pair : URI.create(location).getRawQuery().split("&")) {
            String[] parts = pair.split("=", 2);
            values.put(parts[0], java.net.URLDecoder.decode(parts[1], java.nio.charset.StandardCharsets.UTF_8));
        }
        return values;
    }

    private static String form(Map<String, String> values) {
        List<String> pairs = new ArrayList<>();
        values.forEach((name, value) -> pairs.add(name + "=" + IssuerExchange.encode(value)));
        return pairs.stream().collect(Collectors.joining("&"));
    }

    static final class MovableClock implements InstantSource {
        private Instant now = Instant.ofEpochSecond(Instant.now().getEpochSecond());

        @Override
        public Instant instant() {
            return now;
        }

        void forward(Duration duration) {
            now = now.plus(duration);
        }
    }
}
