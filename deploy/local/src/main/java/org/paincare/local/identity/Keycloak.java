package org.paincare.local.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.paincare.testing.local.CannotStart;
import org.paincare.testing.local.DemoUsers;
import org.paincare.testing.local.Identity;

/**
 * Gets tokens from a running Keycloak as everybody does: people by its login page with code and PKCE, machines by their
 * secrets. Safe for any thread.
 */
public final class Keycloak implements TokenSource {

    /** The administrator of the whole server; their password is kept in the data folder. */
    static final String ADMINISTRATOR = "admin";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> MACHINES = List.of("service", "partner", "device");

    /** One for all: each keeps threads of its own. */
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private final Path data;
    private final String address;
    private final Map<UUID, UUID> tied = new ConcurrentHashMap<>();

    Keycloak(Path data, String address) {
        this.data = data;
        this.address = address;
    }

    @Override
    public String of(Identity who) {
        try {
            if (who.roles().stream().anyMatch(MACHINES::contains)) {
                return accessToken(ask(
                        tokens(KeycloakRealm.NAME),
                        Map.of(
                                "grant_type",
                                "client_credentials",
                                "client_id",
                                who.username(),
                                "client_secret",
                                KeycloakSecrets.in(data).of(who.username()))));
            }
            if (who.patientId() != null && !who.patientId().equals(tied.get(who.sub()))) {
                tie(who, who.patientId());
            }
            return login(who.username()).accessToken();
        } catch (IOException e) {
            throw new UncheckedIOException("No token of " + who.username(), e);
        }
    }

    /** Logs in as the terminal's client does. */
    public KeycloakLogin.Tokens login(String username) throws IOException {
        return new KeycloakLogin(HTTP, Provider.KEYCLOAK.issuer(address), KeycloakRealm.TERMINAL)
                .enter(username, DemoUsers.PASSWORD, Map.of());
    }

    /** Sets the attribute that no person can write, nor read, of themselves. */
    @Override
    public void tie(Identity patient, UUID patientId) throws IOException {
        String admin = accessToken(ask(
                tokens("master"),
                Map.of(
                        "grant_type",
                        "password",
                        "client_id",
                        "admin-cli",
                        "username",
                        ADMINISTRATOR,
                        "password",
                        KeycloakSecrets.in(data).of(ADMINISTRATOR))));
        URI user = URI.create(address + "/admin/realms/" + KeycloakRealm.NAME + "/users/" + patient.sub());
        HttpRequest.Builder request = HttpRequest.newBuilder(user)
                .timeout(KeycloakLogin.PATIENCE)
                .header("Authorization", "Bearer " + admin)
                .header("Content-Type", "application/json");
        ObjectNode known = (ObjectNode) JSON.readTree(
                expect(200, KeycloakLogin.send(HTTP, request.copy().GET())));
        known.withObject("/attributes").putArray("patient_id").add(patientId.toString());
        expect(
                204,
                KeycloakLogin.send(HTTP, request.copy().PUT(HttpRequest.BodyPublishers.ofString(known.toString()))));
        tied.put(patient.sub(), patientId);
    }

    private URI tokens(String realm) {
        return URI.create(address + "/realms/" + realm + "/protocol/openid-connect/token");
    }

    private static HttpResponse<String> ask(URI endpoint, Map<String, String> form) throws IOException {
        return KeycloakLogin.send(
                HTTP,
                HttpRequest.newBuilder(endpoint)
                        .timeout(KeycloakLogin.PATIENCE)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(KeycloakLogin.form(form))));
    }

    private static String accessToken(HttpResponse<String> answer) throws IOException {
        JsonNode body = JSON.readTree(expect(200, answer));
        return body.required("access_token").asText();
    }

    private static String expect(int status, HttpResponse<String> answer) throws IOException {
        if (answer.statusCode() != status) {
            String why = answer.body().startsWith("{")
                    ? JSON.readTree(answer.body()).path("error_description").asText()
                    : "";
            throw new CannotStart("Keycloak answered " + answer.statusCode() + " at "
                    + answer.uri().getPath() + (why.isEmpty() ? "" : ": " + why));
        }
        return answer.body();
    }
}
