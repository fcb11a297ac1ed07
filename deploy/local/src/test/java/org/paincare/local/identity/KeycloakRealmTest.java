package org.paincare.local.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paincare.testing.local.DemoClinic;
import org.paincare.testing.local.DemoUsers;

/** The local realm is the one of production with more in it, never a looser one. */
class KeycloakRealmTest {

    private static final Path SOURCES = Path.of("").toAbsolutePath().getParent().getParent();

    /** Lists that get more; everything else in the file stays as it is. */
    private static final Set<String> LONGER = Set.of("clients", "scopeMappings", "users");

    @TempDir
    Path folder;

    private JsonNode file;
    private ObjectNode local;

    @BeforeEach
    void bothRealms() throws IOException {
        file = new YAMLMapper()
                .readTree(SOURCES.resolve(KeycloakRealm.FILE).toFile())
                .at("/spec/realm");
        local = KeycloakRealm.local(SOURCES, KeycloakSecrets.in(folder));
    }

    @Test
    void nothingOfTheFileIsTakenAwayOrLoosened() {
        file.properties().forEach(field -> {
            if (LONGER.contains(field.getKey())) {
                List<JsonNode> here = new ArrayList<>();
                local.get(field.getKey()).forEach(each -> here.add(withoutAddresses(each)));
                field.getValue()
                        .forEach(each -> assertThat(here).as(field.getKey()).contains(withoutAddresses(each)));
            } else {
                assertThat(local.get(field.getKey())).as(field.getKey()).isEqualTo(field.getValue());
            }
        });
    }

    @Test
    void everyClientIsAsStrictAsTheFilesOwn() {
        for (JsonNode client : local.get("clients")) {
            assertThat(client.path("directAccessGrantsEnabled").asBoolean(true)).isFalse();
            assertThat(client.path("implicitFlowEnabled").asBoolean(true)).isFalse();
            assertThat(client.path("fullScopeAllowed").asBoolean(true)).isFalse();
            assertThat(client.path("publicClient").asBoolean()
                            || !client.path("secret").asText().isEmpty())
                    .isTrue();
            if (client.path("standardFlowEnabled").asBoolean()) {
                assertThat(client.at("/attributes/pkce.code.challenge.method").asText())
                        .isEqualTo("S256");
                assertThat(client.path("redirectUris"))
                        .allMatch(address -> address.asText().startsWith("http://localhost"));
            }
        }
    }

    @Test
    void aClinicIsAnOrganisationAndItsPeopleAreItsMembers() {
        assertThat(local.path("organizations")).hasSize(DemoClinic.values().length);
        local.path("organizations")
                .forEach(organisation -> assertThat(organisation.path("members"))
                        .hasSize((int) DemoUsers.list().stream()
                                .filter(user ->
                                        organisation.path("alias").asText().equals(user.clinic()))
                                .count()));
        assertThat(local.at("/organizations/0/attributes/clinic_id/0").asText())
                .isEqualTo(DemoClinic.BOGOTA.id().toString());
    }

    private static JsonNode withoutAddresses(JsonNode each) {
        ObjectNode copy = each.deepCopy();
        copy.remove(List.of("redirectUris", "webOrigins"));
        return copy;
    }
}
