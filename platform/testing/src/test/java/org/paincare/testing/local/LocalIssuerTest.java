package org.paincare.testing.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jose4j.base64url.Base64Url;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalIssuerTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BACK = "http://localhost:5173/callback";
    private static final String VERIFIER = "a-verifier-of-at-least-forty-three-characters-x";
    private static final String NURSE = "nurse@bogota";

    @TempDir
    Path data;

    private final MovableClock clock = new MovableClock();
    private final HttpClient browser = HttpClient.newHttpClient();
    private LocalIssuer issuer;

    @BeforeEach
    void start() throws IOException {
        issuer = LocalIssuer.start(data, 0, Duration.ofMinutes(15), clock);
    }

    @AfterEach
    void stop() {
        issuer.stop();
    }

    @Test
    void theDiscoveryDocumentNamesWhatIsThere() throws Exception {
        JsonNode document =
                JSON.readTree(get("/.well-known/openid-configuration").body());

        assertThat(document.path("issuer").asText()).isEqualTo(issuer.url());
        assertThat(document.path("code_challenge_methods_supported").toString()).isEqualTo("[\"S256\"]");
        for (String endpoint : List.of("jwks_uri", "userinfo_endpoint", "authorization_endpoint", "token_endpoint")) {
            String address = document.path(endpoint).asText();
            assertThat(address).startsWith(issuer.url());
            assertThat(get(address.substring(issuer.url().length())).statusCode())
                    .isNotEqualTo(404);
        }
        JsonNode key = JSON.readTree(get("/jwks").body()).path("keys").path(0);
        assertThat(key.path("alg").asText()).isEqualTo("RS256");
        assertThat(Base64Url.decode(key.path("n").asText()).length * 8).isGreaterThanOrEqualTo(2048);
        assertThat(key.has("d")).isFalse();
    }

    @Test
    void keyAndPeopleAreReadableByTheirOwnerOnlyAndSurviveARestart() throws Exception {
        String before = get("/jwks").body();
        issuer.stop();
        issuer = LocalIssuer.start(data, 0);

        assertThat(get("/jwks").body()).isEqualTo(before);
        for (String file : List.of("signing-key.json", "people.json", "admin-secret")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve(file))))
                    .as(file)
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void aPersonLogsInWithTheCodeFlow() throws Exception {
        HttpResponse<String> page = get(authorize(Map.of()));
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("<label for=\"password\">", "lang=\"en\"")
                .doesNotContain("<script");

        Map<String, String> back = login(Map.of(), DemoUsers.PASSWORD);
        assertThat(back).containsEntry("state", "the state").containsEntry("iss", issuer.url());
        HttpResponse<String> answer = redeem(back.get("code"), VERIFIER);

        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode tokens = JSON.readTree(answer.body());
        JsonNode access = claims(tokens.path("access_token").asText());
        JsonNode id = claims(tokens.path("id_token").asText());
        assertThat(access.path("aud").toString()).isEqualTo("[\"paincare-api\"]");
        assertThat(access.path("azp").asText()).isEqualTo("paincare-frontend");
        assertThat(access.path("clinic").asText()).isEqualTo("bogota");
        assertThat(access.path("auth_time").asLong()).isEqualTo(clock.instant().getEpochSecond());
        assertThat(access.path("exp").asLong() - access.path("iat").asLong()).isEqualTo(900);
        assertThat(id.path("aud").asText()).isEqualTo("paincare-frontend");
        assertThat(id.path("nonce").asText()).isEqualTo("the nonce");
        assertThat(id.path("sub").asText())
                .isEqualTo(DemoUsers.named(NURSE).sub().toString());
    }

    @Test
    void aCodeWithAWrongVerifierIsRefusedAndSpent() throws Exception {
        String code = login(Map.of(), DemoUsers.PASSWORD).get("code");

        assertRefused(redeem(code, "another-verifier-of-at-least-forty-three-chars"), 400, "invalid_grant");
        assertRefused(redeem(code, VERIFIER), 400, "invalid_grant");
    }

    @Test
    void aCodeWorksOnceAndASecondUseEndsTheLogin() throws Exception {
        String code = login(Map.of(), DemoUsers.PASSWORD).get("code");
        String refresh = refreshToken(redeem(code, VERIFIER));

        assertRefused(redeem(code, VERIFIER), 400, "invalid_grant");
        assertRefused(renew(refresh), 400, "invalid_grant");
    }

    @Test
    void aCodeIsTooOldAfterAMinute() throws Exception {
        String code = login(Map.of(), DemoUsers.PASSWORD).get("code");
        clock.forward(Duration.ofSeconds(61));

        assertRefused(redeem(code, VERIFIER), 400, "invalid_grant");
    }

    @Test
    void aPublicClientMustUsePkceAndAnAddressOfThisMachine() throws Exception {
        assertThat(location(get(authorize(Map.of("code_challenge_method", "plain")))))
                .startsWith(BACK + "?error=invalid_request");
        for (String elsewhere : List.of(
                "https://evil.example/", "http://localhost.evil.example/", "http://localhost:80@evil.example/")) {
            HttpResponse<String> answer = get(authorize(Map.of("redirect_uri", elsewhere)));
            assertThat(answer.statusCode()).as(elsewhere).isEqualTo(400);
            assertThat(answer.headers().firstValue("Location")).isEmpty();
        }
    }

    @Test
    void aRefreshTokenIsReplacedAtEachUseAndAnOldOneEndsTheLogin() throws Exception {
        String first = refreshToken(redeem(login(Map.of(), DemoUsers.PASSWORD).get("code"), VERIFIER));
        String second = refreshToken(renew(first));
        assertThat(second).isNotEqualTo(first);

        assertRefused(renew(first), 400, "invalid_grant");
        assertRefused(renew(second), 400, "invalid_grant");
    }

    @Test
    void aRefreshTokenEndsEightHoursAfterThePassword() throws Exception {
        String refresh = refreshToken(redeem(login(Map.of(), DemoUsers.PASSWORD).get("code"), VERIFIER));
        clock.forward(Duration.ofHours(8).plusSeconds(1));

        assertRefused(renew(refresh), 400, "invalid_grant");
    }

    @Test
    void aSecondLoginNeedsNoPasswordUnlessTheClientAsksForAFreshOne() throws Exception {
        HttpResponse<String> loggedIn = submit(Map.of(), DemoUsers.PASSWORD);
        String cookie =
                loggedIn.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
        long entered = clock.instant().getEpochSecond();
        clock.forward(Duration.ofMinutes(5));

        assertThat(get(authorize(Map.of("prompt", "login")), "Cookie", cookie).statusCode())
                .isEqualTo(200);
        assertThat(get(authorize(Map.of("max_age", "60")), "Cookie", cookie).statusCode())
                .isEqualTo(200);
        assertThat(location(get(authorize(Map.of("prompt", "none"))))).contains("error=login_required");
        Map<String, String> back = parameters(location(get(authorize(Map.of("max_age", "600")), "Cookie", cookie)));
        JsonNode tokens = JSON.readTree(redeem(back.get("code"), VERIFIER).body());
        assertThat(claims(tokens.path("access_token").asText())
                        .path("auth_time")
                        .asLong())
                .isEqualTo(entered);
    }

    @Test
    void afterLogoutThePasswordIsNeededAgainAndRefreshTokensAreDead() throws Exception {
        HttpResponse<String> loggedIn = submit(Map.of(), DemoUsers.PASSWORD);
        String cookie =
                loggedIn.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
        String refresh = refreshToken(redeem(parameters(location(loggedIn)).get("code"), VERIFIER));

        HttpResponse<String> out = get(
                "/logout?post_logout_redirect_uri=" + IssuerExchange.encode("http://localhost:5173/") + "&state=s",
                "Cookie",
                cookie);

        assertThat(location(out)).isEqualTo("http://localhost:5173/?state=s");
        assertThat(get(authorize(Map.of()), "Cookie", cookie).statusCode()).isEqualTo(200);
        assertRefused(renew(refresh), 400, "invalid_grant");
    }

    @Test
    void fiveWrongPasswordsWithinAMinuteCloseTheNameEvenForTheRightOne() throws Exception {
        for (int i = 0; i < 5; i++) {
            assertRefused(password(NURSE, "wrong"), 400, "invalid_grant");
            clock.forward(Duration.ofSeconds(1));
        }

        HttpResponse<String> sixth = password(NURSE, DemoUsers.PASSWORD);
        assertRefused(sixth, 429, "invalid_grant");
        assertThat(sixth.headers().firstValue("Retry-After")).isPresent();
        assertThat(submit(Map.of(), DemoUsers.PASSWORD).statusCode()).isEqualTo(429);
        assertThat(password("nurse@cartagena", DemoUsers.PASSWORD).statusCode()).isEqualTo(200);
        clock.forward(Duration.ofSeconds(61));
        assertThat(password(NURSE, DemoUsers.PASSWORD).statusCode()).isEqualTo(200);
    }

    @Test
    void aNameThatDoesNotExistIsAnsweredLikeAWrongPassword() throws Exception {
        assertThat(password("nobody@bogota", "wrong").body())
                .isEqualTo(password(NURSE, "wrong").body());
    }

    @Test
    void aServiceProvesItselfByItsSecretAndBelongsToNoClinic() throws Exception {
        String secret = LocalIssuer.clientSecret(data, "session-service");

        HttpResponse<String> answer = token(
                Map.of("grant_type", "client_credentials", "client_id", "session-service", "client_secret", secret));

        JsonNode access =
                claims(JSON.readTree(answer.body()).path("access_token").asText());
        assertThat(access.path("roles").toString()).isEqualTo("[\"service\"]");
        assertThat(access.has("clinic_id")).isFalse();
        assertRefused(
                token(Map.of("grant_type", "client_credentials", "client_id", "gateway", "client_secret", secret)),
                401,
                "invalid_client");
        assertRefused(
                token(Map.of("grant_type", "client_credentials", "client_id", "paincare-cli")),
                400,
                "unauthorized_client");
        assertRefused(token(Map.of("grant_type", "x", "client_id", "paincare-cli")), 400, "unsupported_grant_type");
        assertRefused(token(Map.of("client_id", "paincare-cli")), 400, "invalid_request");
    }

    @Test
    void theDemoPatientIsTiedToARecordByTheAdministratorOnly() throws Exception {
        UUID record = UUID.randomUUID();
        String body = "{\"patient_id\":\"" + record + "\"}";

        assertThat(administer("wrong", body).statusCode()).isEqualTo(401);
        assertThat(administer(Files.readString(data.resolve("admin-secret")), "{}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(administer(Files.readString(data.resolve("admin-secret")), body)
                        .statusCode())
                .isEqualTo(204);

        JsonNode tokens =
                JSON.readTree(password("patient@bogota", DemoUsers.PASSWORD).body());
        String access = tokens.path("access_token").asText();
        assertThat(claims(access).path("patient_id").asText()).isEqualTo(record.toString());
        assertThat(get("/userinfo", "Authorization", "Bearer " + access).body()).contains(record.toString());
        issuer.stop();
        issuer = LocalIssuer.start(data, 0);
        assertThat(password("patient@bogota", DemoUsers.PASSWORD).statusCode()).isEqualTo(200);
        assertThat(Files.readString(data.resolve("people.json"))).contains(record.toString());
    }

    @Test
    void onlyPagesOfThisMachineMayReadTheAnswers() throws Exception {
        assertThat(get("/jwks", "Origin", "http://localhost:5173").headers().firstValue("Access-Control-Allow-Origin"))
                .contains("http://localhost:5173");
        assertThat(get("/jwks", "Origin", "https://evil.example").headers().firstValue("Access-Control-Allow-Origin"))
                .isEmpty();
        HttpResponse<String> preflight = browser.send(
                HttpRequest.newBuilder(URI.create(issuer.url() + "/token"))
                        .header("Origin", "http://127.0.0.1:3000")
                        .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(preflight.statusCode()).isEqualTo(204);
    }

    @Test
    void userinfoRefusesEveryBrokenToken() throws Exception {
        TestTokens.of(data, issuer.url()).broken(DemoUsers.named(NURSE)).forEach((kind, token) -> {
            try {
                assertThat(get("/userinfo", "Authorization", "Bearer " + token).statusCode())
                        .as(kind)
                        .isEqualTo(401);
            } catch (Exception e) {
                throw new AssertionError(kind, e);
            }
        });
    }

    private String authorize(Map<String, String> changed) {
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

    private Map<String, String> login(Map<String, String> changed, String password) throws Exception {
        return parameters(location(submit(changed, password)));
    }

    private HttpResponse<String> submit(Map<String, String> changed, String password) throws Exception {
        Map<String, String> values = request(changed);
        values.put("username", NURSE);
        values.put("password", password);
        return post("/authorize", values);
    }

    private HttpResponse<String> redeem(String code, String verifier) throws Exception {
        return token(Map.of(
                "grant_type", "authorization_code",
                "client_id", "paincare-frontend",
                "redirect_uri", BACK,
                "code", code,
                "code_verifier", verifier));
    }

    private HttpResponse<String> renew(String refreshToken) throws Exception {
        return token(
                Map.of("grant_type", "refresh_token", "client_id", "paincare-frontend", "refresh_token", refreshToken));
    }

    private HttpResponse<String> password(String user, String password) throws Exception {
        return token(
                Map.of("grant_type", "password", "client_id", "paincare-cli", "username", user, "password", password));
    }

    private HttpResponse<String> token(Map<String, String> values) throws Exception {
        return post("/token", values);
    }

    private HttpResponse<String> post(String path, Map<String, String> values) throws Exception {
        return browser.send(
                HttpRequest.newBuilder(URI.create(issuer.url() + path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form(values)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> administer(String secret, String body) throws Exception {
        return browser.send(
                HttpRequest.newBuilder(URI.create(issuer.url() + "/admin/users/patient@bogota"))
                        .header("Authorization", "Bearer " + secret)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(issuer.url() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return browser.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String refreshToken(HttpResponse<String> answer) throws Exception {
        assertThat(answer.statusCode()).isEqualTo(200);
        return JSON.readTree(answer.body()).path("refresh_token").asText();
    }

    private static void assertRefused(HttpResponse<String> answer, int status, String error) throws Exception {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(JSON.readTree(answer.body()).path("error").asText()).isEqualTo(error);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    }

    private static JsonNode claims(String token) throws IOException {
        return JSON.readTree(Base64Url.decode(token.split("\\.")[1]));
    }

    private static String location(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        return answer.headers().firstValue("Location").orElseThrow();
    }

    private static Map<String, String> parameters(String location) {
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

    private static final class MovableClock implements InstantSource {
        private Instant now = Instant.ofEpochSecond(Instant.now().getEpochSecond());

        @Override
        public Instant instant() {
            return now;
        }

        private void forward(Duration duration) {
            now = now.plus(duration);
        }
    }
}
