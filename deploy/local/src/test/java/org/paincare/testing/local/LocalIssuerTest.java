package org.paincare.testing.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jose4j.base64url.Base64Url;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the issuer shows, keeps and gives to whom. */
class LocalIssuerTest {

    @TempDir
    Path data;

    private StartedIssuer issuer;

    @BeforeEach
    void start() throws IOException {
        issuer = new StartedIssuer(data);
    }

    @AfterEach
    void stop() {
        issuer.stop();
    }

    @Test
    void theDiscoveryDocumentNamesWhatIsThere() throws Exception {
        JsonNode document = StartedIssuer.JSON.readTree(
                issuer.get("/.well-known/openid-configuration").body());

        assertThat(document.path("issuer").asText()).isEqualTo(issuer.url());
        assertThat(document.path("code_challenge_methods_supported").toString()).isEqualTo("[\"S256\"]");
        for (String endpoint : List.of("jwks_uri", "userinfo_endpoint", "authorization_endpoint", "token_endpoint")) {
            String address = document.path(endpoint).asText();
            assertThat(address).startsWith(issuer.url());
            assertThat(issuer.get(address.substring(issuer.url().length())).statusCode())
                    .isNotEqualTo(404);
        }
        JsonNode key = StartedIssuer.JSON
                .readTree(issuer.get("/jwks").body())
                .path("keys")
                .path(0);
        assertThat(key.path("alg").asText()).isEqualTo("RS256");
        assertThat(Base64Url.decode(key.path("n").asText()).length * 8).isGreaterThanOrEqualTo(2048);
        assertThat(key.has("d")).isFalse();
    }

    @Test
    void keyAndPeopleAreReadableByTheirOwnerOnlyAndSurviveARestart() throws Exception {
        String before = issuer.get("/jwks").body();
        issuer.restart();

        assertThat(issuer.get("/jwks").body()).isEqualTo(before);
        for (String file : List.of("signing-key.json", "people.json", "admin-secret")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve(file))))
                    .as(file)
                    .isEqualTo("rw-------");
        }
    }

    /** The page on changing keys: what was signed before stays believed until it expires, what comes after has the new key. */
    @Test
    void whileTheKeyIsChangedUnderRequestsNoTokenIsRefusedAndAfterItsLifeTheOldKeyIsForgotten() throws Exception {
        String early = token();
        var refused = new ConcurrentLinkedQueue<String>();
        var signedWith = ConcurrentHashMap.<String>newKeySet();
        var over = new AtomicBoolean();
        var rounds = new AtomicInteger();
        var callers = IntStream.range(0, 3)
                .mapToObj(caller -> CompletableFuture.runAsync(() -> {
                    while (!over.get()) {
                        try {
                            String fresh = token();
                            signedWith.add(keyOf(fresh));
                            for (String one : List.of(early, fresh)) {
                                if (issuer.get("/userinfo", "Authorization", "Bearer " + one)
                                                        .statusCode()
                                                != 200
                                        || !shown().contains(keyOf(one))) {
                                    refused.add(keyOf(one));
                                }
                            }
                            rounds.incrementAndGet();
                        } catch (Exception e) {
                            refused.add(e.toString());
                        }
                    }
                }))
                .toList();
        for (int change = 0; change < 2; change++) {
            awaitMore(rounds);
            assertThat(issuer.changeKey("wrong").statusCode()).isEqualTo(401);
            assertThat(issuer.changeKey(Files.readString(data.resolve("admin-secret")))
                            .statusCode())
                    .isEqualTo(204);
        }
        awaitMore(rounds);
        over.set(true);
        callers.forEach(CompletableFuture::join);

        assertThat(refused).isEmpty();
        assertThat(signedWith).hasSize(3);
        assertThat(keyOf(token())).isNotEqualTo(keyOf(early));
        assertThat(shown()).hasSize(3).doesNotHaveDuplicates();
        assertThat(issuer.get("/jwks").body()).doesNotContain("\"d\"");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("earlier-keys.json"))))
                .isEqualTo("rw-------");
        issuer.clock.forward(Duration.ofMinutes(17));
        assertThat(shown()).containsExactly(keyOf(token()));
        assertThat(issuer.get("/userinfo", "Authorization", "Bearer " + early).statusCode())
                .isEqualTo(401);
        issuer.restart();
        assertThat(shown()).contains(keyOf(token()));
    }

    private String token() throws Exception {
        return StartedIssuer.JSON
                .readTree(
                        issuer.password(StartedIssuer.NURSE, DemoUsers.PASSWORD).body())
                .path("access_token")
                .asText();
    }

    private static String keyOf(String token) throws IOException {
        return StartedIssuer.JSON
                .readTree(Base64Url.decode(token.substring(0, token.indexOf('.'))))
                .path("kid")
                .asText();
    }

    private List<String> shown() throws Exception {
        return StartedIssuer.JSON
                .readTree(issuer.get("/jwks").body())
                .path("keys")
                .findValuesAsText("kid");
    }

    private static void awaitMore(AtomicInteger rounds) {
        int before = rounds.get();
        while (rounds.get() < before + 6) {
            Thread.onSpinWait();
        }
    }

    @Test
    void aServiceProvesItselfByItsSecretAndBelongsToNoClinic() throws Exception {
        String secret = LocalIssuer.clientSecret(data, "session-service");

        HttpResponse<String> answer = issuer.token(
                Map.of("grant_type", "client_credentials", "client_id", "session-service", "client_secret", secret));

        JsonNode access = StartedIssuer.claims(
                StartedIssuer.JSON.readTree(answer.body()).path("access_token").asText());
        assertThat(access.path("roles").toString()).isEqualTo("[\"service\"]");
        assertThat(access.has("clinic_id")).isFalse();
        StartedIssuer.assertRefused(
                issuer.token(
                        Map.of("grant_type", "client_credentials", "client_id", "gateway", "client_secret", secret)),
                401,
                "invalid_client");
        StartedIssuer.assertRefused(
                issuer.token(Map.of("grant_type", "client_credentials", "client_id", "paincare-cli")),
                400,
                "unauthorized_client");
        StartedIssuer.assertRefused(
                issuer.token(Map.of("grant_type", "x", "client_id", "paincare-cli")), 400, "unsupported_grant_type");
        StartedIssuer.assertRefused(issuer.token(Map.of("client_id", "paincare-cli")), 400, "invalid_request");
    }

    @Test
    void theDemoPatientIsTiedToARecordByTheAdministratorOnly() throws Exception {
        UUID record = UUID.randomUUID();
        String body = "{\"patient_id\":\"" + record + "\"}";

        assertThat(issuer.administer("wrong", body).statusCode()).isEqualTo(401);
        assertThat(issuer.administer(Files.readString(data.resolve("admin-secret")), "{}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(issuer.administer(Files.readString(data.resolve("admin-secret")), body)
                        .statusCode())
                .isEqualTo(204);

        JsonNode tokens = StartedIssuer.JSON.readTree(
                issuer.password("patient@bogota", DemoUsers.PASSWORD).body());
        String access = tokens.path("access_token").asText();
        assertThat(StartedIssuer.claims(access).path("patient_id").asText()).isEqualTo(record.toString());
        assertThat(issuer.get("/userinfo", "Authorization", "Bearer " + access).body())
                .contains(record.toString());
        issuer.restart();
        assertThat(issuer.password("patient@bogota", DemoUsers.PASSWORD).statusCode())
                .isEqualTo(200);
        assertThat(Files.readString(data.resolve("people.json"))).contains(record.toString());
    }

    @Test
    void onlyPagesOfThisMachineMayReadTheAnswers() throws Exception {
        assertThat(issuer.get("/jwks", "Origin", "http://localhost:5173")
                        .headers()
                        .firstValue("Access-Control-Allow-Origin"))
                .contains("http://localhost:5173");
        assertThat(issuer.get("/jwks", "Origin", "https://evil.example")
                        .headers()
                        .firstValue("Access-Control-Allow-Origin"))
                .isEmpty();
        HttpResponse<String> preflight = issuer.browser.send(
                HttpRequest.newBuilder(URI.create(issuer.url() + "/token"))
                        .header("Origin", "http://127.0.0.1:3000")
                        .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(preflight.statusCode()).isEqualTo(204);
    }

    @Test
    void userinfoRefusesEveryBrokenToken() throws Exception {
        TestTokens.of(data, issuer.url())
                .broken(DemoUsers.named(StartedIssuer.NURSE))
                .forEach((kind, token) -> {
                    try {
                        assertThat(issuer.get("/userinfo", "Authorization", "Bearer " + token)
                                        .statusCode())
                                .as(kind)
                                .isEqualTo(401);
                    } catch (Exception e) {
                        throw new AssertionError(kind, e);
                    }
                });
    }
}
