package org.paincare.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.paincare.platform.identity.Role;

/** The realm that an operator of Keycloak imports: what our programs read, and nobody let in by a default. */
class RealmTest {

    private final Resource file = Rendering.of("operators/keycloak").the("KeycloakRealmImport", "paincare");
    private final JsonNode realm = file.at("/spec/realm");

    @Test
    void itsRolesAreThoseOfThePermissionMatrix() {
        assertThat(Resource.items(realm.at("/roles/realm"))
                        .map(each -> each.path("name").asText()))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Role.values()).map(Role::wireName).toList());
    }

    @Test
    void everyServiceHasItsClientAndNobodyElsesSecretIsInTheFile() {
        Set<String> placeholders = Resource.texts(file.at("/spec/placeholders")).keySet();
        Set<String> used = new HashSet<>();
        for (JsonNode client : realm.path("clients")) {
            if (!client.path("publicClient").asBoolean()) {
                used.add(client.path("secret").asText().replaceAll("^\\$\\{|}$", ""));
            }
        }

        assertThat(used).isEqualTo(placeholders);
        assertThat(Resource.items(realm.path("clients"))
                        .map(each -> each.path("clientId").asText()))
                .containsAll(Programs.SERVICES.stream().map(Programs::of).toList());
        assertThat(file.everywhere("credentials")).isEmpty();
    }

    @Test
    void nobodyMakesAnAccountAloneOrWritesWhoseRecordTheyMaySee() throws Exception {
        JsonNode profile = Rendering.YAML.readTree(
                realm.at("/components/org.keycloak.userprofile.UserProfileProvider/0/config/kc.user.profile.config/0")
                        .asText());

        assertThat(realm.path("registrationAllowed").asBoolean(true)).isFalse();
        assertThat(realm.path("bruteForceProtected").asBoolean()).isTrue();
        assertThat(profile.has("unmanagedAttributePolicy")).isFalse();
        for (JsonNode attribute : profile.path("attributes")) {
            if (attribute.path("name").asText().equals("patient_id")) {
                assertThat(attribute.at("/permissions/edit")).hasSize(1);
                assertThat(attribute.at("/permissions/edit/0").asText()).isEqualTo("admin");
            }
        }
        assertThat(profile.at("/attributes").findValuesAsText("name")).contains("patient_id");
    }

    @Test
    void theIssuerOfTheProgramsIsThisRealm() {
        String host = Rendering.of("operators/keycloak")
                .the("Keycloak", file.at("/spec/keycloakCRName").asText())
                .at("/spec/hostname/hostname")
                .asText();
        JsonNode shared = Rendering.of("overlays/prod")
                .all("ConfigMap")
                .findFirst()
                .orElseThrow()
                .at("/data");

        assertThat(shared.path("PAINCARE_ISSUER").asText())
                .isEqualTo(host + "/realms/" + realm.path("realm").asText());
        assertThat(List.of(shared.path("PAINCARE_GATEWAY_PUBLIC_URL").asText() + "/*"))
                .isEqualTo(Resource.items(realm.path("clients"))
                        .filter(each -> each.path("standardFlowEnabled").asBoolean())
                        .map(each -> each.at("/redirectUris/0").asText())
                        .toList());
    }
}
