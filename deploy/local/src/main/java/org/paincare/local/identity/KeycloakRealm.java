package org.paincare.local.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paincare.testing.local.DemoClinic;
import org.paincare.testing.local.DemoUsers;
import org.paincare.testing.local.Identity;

/**
 * The realm of a local Keycloak: the one that production imports, with the demo's clinics, people and machines, and the
 * addresses of this machine. It takes nothing away and loosens nothing that is in the file.
 */
final class KeycloakRealm {

    static final String NAME = "paincare";

    /** Where the launcher's commands log in: as the frontend does, and nobody listens at the address. */
    static final KeycloakLogin.Client TERMINAL = new KeycloakLogin.Client("paincare-cli", "http://localhost/logged-in");

    /** Of the sources. */
    static final String FILE = "deploy/kubernetes/operators/keycloak/realm.yaml";

    private static final String FRONTEND = "paincare-frontend";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ObjectNode realm;

    private KeycloakRealm(ObjectNode realm) {
        this.realm = realm;
    }

    /** @param sources the root of the source tree */
    static ObjectNode local(Path sources, KeycloakSecrets secrets) throws IOException {
        var file = new YAMLMapper().readTree(sources.resolve(FILE).toFile());
        var local = new KeycloakRealm((ObjectNode) file.at("/spec/realm"));
        local.frontends();
        local.people();
        for (var machine : machines()) {
            local.machine(machine, secrets.of(machine.username()));
        }
        return local.realm;
    }

    /** What has a token of its own here and no client in the file: the demo's machines, and what moves the demo's clock. */
    private static List<Identity> machines() {
        return List.of(
                Identity.ofClient("demo-partner", "partner", DemoClinic.BOGOTA),
                Identity.ofClient("demo-device", "device", DemoClinic.BOGOTA),
                Identity.ofClient("demo-device-cartagena", "device", DemoClinic.CARTAGENA),
                Identity.ofService("gateway"));
    }

    /** Pages of this machine may log people in, and so may the terminal. */
    private void frontends() {
        var frontend = client(FRONTEND);
        var terminal = frontend.deepCopy();
        frontend.putArray("redirectUris").add("http://localhost:*");
        frontend.putArray("webOrigins").add("+");
        terminal.put("clientId", TERMINAL.id()).put("name", "Terminal");
        terminal.putArray("redirectUris").add(TERMINAL.redirect());
        terminal.putArray("webOrigins");
        clients().add(terminal);
        for (var mapping : realm.withArray("scopeMappings")) {
            if (mapping.path("client").asText().equals(FRONTEND)) {
                var same = (ObjectNode) mapping.deepCopy();
                realm.withArray("scopeMappings").add(same.put("client", TERMINAL.id()));
                break;
            }
        }
    }

    private void people() {
        var organisations = realm.putArray("organizations");
        for (var clinic : DemoClinic.values()) {
            var organisation =
                    organisations.addObject().put("name", clinic.slug()).put("alias", clinic.slug());
            organisation
                    .put("enabled", true)
                    .putObject("attributes")
                    .putArray("clinic_id")
                    .add(clinic.id().toString());
            var members = organisation.putArray("members");
            for (var user : DemoUsers.list()) {
                if (clinic.id().equals(user.clinicId())) {
                    members.addObject().put("username", user.username()).put("membershipType", "UNMANAGED");
                }
            }
        }
        for (var user : DemoUsers.list()) {
            user(user.sub(), user.username(), user.name(), user.roles())
                    .putArray("credentials")
                    .addObject()
                    .put("type", "password")
                    .put("value", DemoUsers.PASSWORD);
        }
    }

    private void machine(Identity machine, String secret) {
        var id = machine.username();
        var client = client(KeycloakSecrets.SERVICES.getFirst()).deepCopy();
        client.put("clientId", id).put("secret", secret);
        if (machine.clinicId() != null) {
            // A machine is registered for its clinic; it is nobody's member.
            client.putArray("protocolMappers")
                    .add(claim("clinic_id", machine.clinicId().toString()));
        }
        clients().add(client);
        var mapping = realm.withArray("scopeMappings").addObject().put("client", id);
        mapping.set("roles", JSON.valueToTree(machine.roles()));
        user(machine.sub(), "service-account-" + id, machine.name(), machine.roles())
                .put("serviceAccountClientId", id);
    }

    private ObjectNode user(UUID id, String username, String name, List<String> roles) {
        var names = new ArrayList<>(List.of(name.split(" ", 2)));
        var user = realm.withArray("users").addObject();
        user.put("id", id.toString()).put("username", username).put("enabled", true);
        user.put("firstName", names.getFirst()).put("lastName", names.getLast());
        user.set("realmRoles", JSON.valueToTree(roles));
        return user;
    }

    private static JsonNode claim(String name, String value) {
        return JSON.valueToTree(Map.of(
                "name",
                name,
                "protocol",
                "openid-connect",
                "protocolMapper",
                "oidc-hardcoded-claim-mapper",
                "config",
                Map.of(
                        "claim.name",
                        name,
                        "claim.value",
                        value,
                        "jsonType.label",
                        "String",
                        "access.token.claim",
                        "true")));
    }

    private ArrayNode clients() {
        return realm.withArray("clients");
    }

    private ObjectNode client(String id) {
        @Nullable ObjectNode found = null;
        for (var each : clients()) {
            if (each.path("clientId").asText().equals(id)) {
                found = (ObjectNode) each;
            }
        }
        if (found == null) {
            throw new IllegalStateException(FILE + " has no client " + id);
        }
        return found;
    }
}
