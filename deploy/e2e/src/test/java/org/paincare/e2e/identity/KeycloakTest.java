package org.paincare.e2e.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.paincare.e2e.whole.Await;
import org.paincare.e2e.whole.Whole;
import org.paincare.local.Component;
import org.paincare.local.demo.People;
import org.paincare.local.identity.KeycloakLogin;
import org.paincare.local.identity.Provider;
import org.paincare.testing.http.Api;
import org.paincare.testing.local.CannotStart;
import org.paincare.testing.local.DemoClinic;
import org.paincare.testing.local.DemoUsers;

/** The whole on a real Keycloak with the realm that production imports ({@code deploy/dev test --keycloak}). */
@Tag("keycloak")
class KeycloakTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final KeycloakLogin.Client FRONTEND =
            new KeycloakLogin.Client("paincare-frontend", "http://localhost:3000/back");
    private static final String NURSE = "nurse@bogota";
    private static final List<Component> PROGRAMS =
            List.of(Component.PATIENT, Component.SESSION, Component.OUTCOME, Component.GATEWAY);

    private final Whole whole = Whole.running();
    private final String issuer = Provider.KEYCLOAK.issuer(whole.system().url(Component.ISSUER));

    @Test
    void aPersonIsWhoTheirOrganisationAndRolesSay() throws Exception {
        String token = browser().enter(NURSE, DemoUsers.PASSWORD, Map.of()).accessToken();

        JsonNode me =
                whole.people().nobody().as(token).get("/v1/me").expect(200).json();
        assertThat(me.toString())
                .contains(DemoClinic.BOGOTA.id().toString())
                .containsIgnoringCase("nurse")
                .doesNotContain(DemoClinic.CARTAGENA.id().toString());
        JsonNode claims = claims(token);
        assertThat(claims.path("sub").asText())
                .isEqualTo(DemoUsers.named(NURSE).sub().toString());
        assertThat(claims.path("iss").asText()).isEqualTo(issuer);
        assertThat(claims.path("roles")).hasSize(1);
    }

    @Test
    void anotherClinicsRecordIsNotThere() {
        UUID clinic = DemoClinic.CARTAGENA.id();

        whole.people().of("clinic-admin").get("/v1/clinics/" + clinic).refused(404, "NOT_FOUND");
        whole.people()
                .of("clinic-admin", DemoClinic.CARTAGENA)
                .get("/v1/clinics/" + clinic)
                .expect(200);
    }

    @Test
    void everyProgramRefusesWhatIsNoAccessTokenForIt() throws Exception {
        KeycloakLogin.Tokens good = browser().enter(NURSE, DemoUsers.PASSWORD, Map.of());
        Map<String, String> wrong = Map.of(
                "an ID token",
                good.idToken(),
                "a refresh token",
                good.refreshToken(),
                "another realm's",
                grant(
                                whole.system().url(Component.ISSUER) + "/realms/master",
                                Map.of(
                                        "grant_type",
                                        "password",
                                        "client_id",
                                        "admin-cli",
                                        "username",
                                        "admin",
                                        "password",
                                        administratorsPassword()))
                        .path("access_token")
                        .asText(),
                "a changed one",
                changed(good.accessToken()));
        for (Component program : PROGRAMS) {
            Api nobody = whole.peopleAt(program).nobody();
            nobody.as(good.accessToken()).get("/v1/tasks").expect(200);
            wrong.forEach((kind, token) -> assertThat(
                            nobody.as(token).get("/v1/tasks").status())
                    .as("%s at %s", kind, program.label())
                    .isEqualTo(401));
        }
    }

    @Test
    void whoSignsLogsInAgain() throws Exception {
        KeycloakLogin browser = browser();
        long first = authTime(browser.enter(NURSE, DemoUsers.PASSWORD, Map.of()));
        Await.until("a second passes", Whole.PATIENCE, () -> Instant.now().getEpochSecond() > first + 1);

        long recognised = authTime(browser.enter(NURSE, DemoUsers.PASSWORD, Map.of()));
        long steppedUp = authTime(browser.enter(NURSE, DemoUsers.PASSWORD, Map.of("max_age", "1")));
        long asked = authTime(browser.enter(NURSE, DemoUsers.PASSWORD, Map.of("prompt", "login")));

        assertThat(recognised).isEqualTo(first);
        assertThat(steppedUp).isGreaterThan(first);
        assertThat(asked).isGreaterThanOrEqualTo(steppedUp);
    }

    @Test
    void aStepUpDoesNotTakeAWrongPassword() throws Exception {
        KeycloakLogin browser = browser();
        browser.enter("nurse3@cartagena", DemoUsers.PASSWORD, Map.of());

        assertThatThrownBy(() -> browser.enter("nurse3@cartagena", "paincare-guess", Map.of("prompt", "login")))
                .isInstanceOf(CannotStart.class);
    }

    @Test
    void nobodyLogsInWithoutPkceAtAnotherAddressOrWithAPasswordAlone() throws Exception {
        String authorize = issuer + "/protocol/openid-connect/auth?client_id=paincare-frontend&response_type=code"
                + "&scope=openid&redirect_uri=";

        HttpResponse<String> withoutPkce = get(authorize + encoded(FRONTEND.redirect()));
        HttpResponse<String> elsewhere = get(
                authorize + encoded("https://elsewhere.example/back") + "&code_challenge=x&code_challenge_method=S256");

        assertThat(withoutPkce.headers().firstValue("Location").orElse("")).contains("error=invalid_request");
        assertThat(elsewhere.statusCode()).isEqualTo(400);
        for (String client : List.of("paincare-frontend", "paincare-cli")) {
            assertThat(grant(
                                    issuer,
                                    Map.of(
                                            "grant_type",
                                            "password",
                                            "client_id",
                                            client,
                                            "username",
                                            NURSE,
                                            "password",
                                            DemoUsers.PASSWORD))
                            .path("error")
                            .asText())
                    .isEqualTo("unauthorized_client");
        }
    }

    @Test
    void aPatientSeesTheRecordTheyAreTiedToAndCannotTieThemselves() throws Exception {
        UUID hers = UUID.randomUUID();
        whole.people().patient(DemoClinic.CARTAGENA, hers).get("/v1/me").expect(200);
        String token = browser()
                .enter("patient@cartagena", DemoUsers.PASSWORD, Map.of())
                .accessToken();
        assertThat(claims(token).path("patient_id").asText()).isEqualTo(hers.toString());

        for (String path : List.of("/account/", "/account")) {
            HttpResponse<String> account = HTTP.send(
                    HttpRequest.newBuilder(URI.create(issuer + path))
                            .header("Authorization", "Bearer " + token)
                            .header("Content-Type", "application/json")
                            .header("Accept", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(
                                    "{\"attributes\":{\"patient_id\":[\"" + UUID.randomUUID() + "\"]}}"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(account.statusCode()).isBetween(400, 404);
        }
        assertThat(claims(browser()
                                .enter("patient@cartagena", DemoUsers.PASSWORD, Map.of())
                                .accessToken())
                        .path("patient_id")
                        .asText())
                .isEqualTo(hers.toString());
    }

    @Test
    void aMachineIsRegisteredForItsClinicAndSaysSoItself() {
        Api device = whole.people().machine("device", DemoClinic.BOGOTA);

        // Known and admitted; what is not there is not there.
        assertThat(device.post("/v1/sessions/" + UUID.randomUUID() + "/observations", List.of())
                        .status())
                .isIn(400, 404, 422);
        device.get("/v1/patients/" + UUID.randomUUID()).refused(403, "FORBIDDEN");
    }

    private KeycloakLogin browser() {
        return new KeycloakLogin(HTTP, issuer, FRONTEND);
    }

    private static long authTime(KeycloakLogin.Tokens tokens) throws IOException {
        return claims(tokens.accessToken()).path("auth_time").asLong();
    }

    private static JsonNode claims(String token) throws IOException {
        return JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
    }

    /** The same signature under another clinic. */
    private static String changed(String token) {
        String[] parts = token.split("\\.");
        String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)
                .replace(
                        DemoClinic.BOGOTA.id().toString(),
                        DemoClinic.CARTAGENA.id().toString());
        return parts[0] + "."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(StandardCharsets.UTF_8)) + "."
                + parts[2];
    }

    private String administratorsPassword() throws IOException {
        return java.nio.file.Files.readString(whole.system().issuerData().resolve("secrets/admin"))
                .strip();
    }

    private static JsonNode grant(String at, Map<String, String> form) throws Exception {
        return JSON.readTree(HTTP.send(
                        HttpRequest.newBuilder(URI.create(at + "/protocol/openid-connect/token"))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(HttpRequest.BodyPublishers.ofString(form.entrySet().stream()
                                        .map(each -> each.getKey() + "=" + encoded(each.getValue()))
                                        .collect(Collectors.joining("&"))))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body());
    }

    private static HttpResponse<String> get(String address) throws Exception {
        return HTTP.send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Whoever is asked for by name is there. */
    @Test
    void everyDemoPersonIsThere() {
        for (String user : People.STAFF) {
            whole.people().of(user, DemoClinic.CARTAGENA).get("/v1/me").expect(200);
        }
        whole.people().ops().get("/v1/me").expect(200);
    }
}
