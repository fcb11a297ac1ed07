package org.paincare.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaTest {

    private static final Schemas SCHEMAS = new Schemas();

    @ParameterizedTest
    @MethodSource("org.paincare.kubernetes.Rendering#everything")
    void everyResourceHasTheShapeOfItsKind(String folder) {
        for (Resource resource : Rendering.of(folder).resources()) {
            assertThat(SCHEMAS.faults(resource)).as("%s %s", folder, resource).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Deployment, gateway, /spec/template/spec",
        "Deployment, gateway, /spec/template/spec/containers/0/readinessProbe",
        "Deployment, gateway, /spec/template/spec/containers/0/securityContext",
        "NetworkPolicy, gateway, /spec/egress/0/to/0",
        "Kafka, paincare, /spec/kafka",
        "KafkaUser, patient-kafka, /spec/authorization/acls/0/resource",
        "Cluster, patient-db, /spec/bootstrap/initdb",
        "HTTPRoute, gateway, /spec/rules/0/timeouts",
        "Certificate, paincare, /spec",
        "ExternalSecret, patient-role-app, /spec/target",
        "ObjectStore, patient-backups, /spec/configuration"
    })
    void aMisspeltFieldIsRefused(String kind, String name, String place) {
        Resource wrong = copy(Rendering.of("overlays/prod").the(kind, name));
        ((ObjectNode) wrong.at(place)).put("configs", "x");

        assertThat(SCHEMAS.faults(wrong)).isNotEmpty();
    }

    @Test
    void aWrongTypeIsRefused() {
        Resource wrong = copy(Rendering.of("overlays/prod").the("Cluster", "patient-db"));
        ((ObjectNode) wrong.at("/spec")).put("instances", "three");

        assertThat(SCHEMAS.faults(wrong)).isNotEmpty();
    }

    private static Resource copy(Resource resource) {
        return new Resource(resource.json().deepCopy());
    }
}
