package org.paincare.gateway.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.paincare.gateway.route.RouteTableFile;
import org.paincare.gateway.route.Upstream;

class OpenApiMergeTest {

    private final ObjectMapper json = new ObjectMapper();
    private final OpenApiMerge merge = new OpenApiMerge(
            RouteTableFile.fromResource("/routes.yaml"),
            "Paincare API",
            "1",
            "https://api.example.org",
            new ObjectMapper().createObjectNode());
    private final Map<Upstream, ObjectNode> documents = new EnumMap<>(Upstream.class);

    private void given(Upstream service, String document) throws Exception {
        documents.put(service, (ObjectNode) json.readTree(document));
    }

    private ObjectNode merged() {
        return merge.merge(documents, List.of());
    }

    @Test
    void aPathIsToldByTheServiceItLeadsTo() throws Exception {
        given(Upstream.PATIENT, """
                {"paths":{"/v1/protocols":{"get":{"summary":"not mine"}},"/v1/patients":{"get":{"summary":"mine"}},
                          "/v1/audit/verification":{"get":{"summary":"first"}},"/internal/x":{"get":{}},"/q/y":{"get":{}}}}""");
        given(Upstream.SESSION, """
                {"paths":{"/v1/protocols":{"get":{"summary":"mine"}},"/v1/audit/verification":{"get":{"summary":"second"}}}}""");

        var paths = merged().path("paths");

        assertThat(paths.properties().stream().map(Map.Entry::getKey))
                .containsExactly("/v1/audit/verification", "/v1/patients", "/v1/protocols");
        assertThat(paths.at("/~1v1~1protocols/get/summary").asText()).isEqualTo("mine");
        assertThat(paths.at("/~1v1~1audit~1verification/get/summary").asText()).isEqualTo("first");
    }

    @Test
    void aPathThatNamesTheServiceItselfIsToldForEachService() throws Exception {
        String parked = """
                {"paths":{"/v1/services/{service}/parked-events":{"get":{"parameters":[
                    {"name":"service","in":"path"},{"name":"limit","in":"query"}]}}}}""";
        given(Upstream.PATIENT, parked);
        given(Upstream.OUTCOME, parked);

        var paths = merged().path("paths");

        assertThat(paths.properties().stream().map(Map.Entry::getKey))
                .containsExactly("/v1/services/outcome/parked-events", "/v1/services/patient/parked-events");
        assertThat(paths.findValuesAsText("name")).containsExactly("limit", "limit");
    }

    @Test
    void theSameSchemaIsSharedAndADifferentOneIsRenamedWithAllThatReferToIt() throws Exception {
        String problem = "\"Problem\":{\"type\":\"object\"}";
        given(
                Upstream.PATIENT,
                "{\"paths\":{},\"components\":{\"schemas\":{" + problem
                        + ",\"Actor\":{\"type\":\"object\"},\"Entry\":{\"$ref\":\"#/components/schemas/Actor\"}}}}");
        given(
                Upstream.SESSION,
                "{\"paths\":{\"/v1/protocols\":{\"get\":{\"schema\":{\"$ref\":\"#/components/schemas/Entry\"}}}},"
                        + "\"components\":{\"schemas\":{" + problem
                        + ",\"Actor\":{\"type\":\"string\"},\"Entry\":{\"$ref\":\"#/components/schemas/Actor\"}}}}");

        var document = merged();

        assertThat(document.at("/components/schemas").properties().stream().map(Map.Entry::getKey))
                .containsExactly("Actor", "Entry", "Problem", "SessionActor", "SessionEntry");
        assertThat(document.at("/components/schemas/SessionEntry/$ref").asText())
                .isEqualTo("#/components/schemas/SessionActor");
        assertThat(document.at("/components/schemas/Entry/$ref").asText()).isEqualTo("#/components/schemas/Actor");
        assertThat(document.at("/paths/~1v1~1protocols/get/schema/$ref").asText())
                .isEqualTo("#/components/schemas/SessionEntry");
    }

    @Test
    void operationsHaveOneNameEachAndOneWayToAuthenticate() throws Exception {
        given(
                Upstream.PATIENT,
                "{\"paths\":{\"/v1/patients\":{\"get\":{\"operationId\":\"list\",\"security\":[{\"oidc\":[]}]}}},"
                        + "\"components\":{\"securitySchemes\":{\"oidc\":{\"type\":\"openIdConnect\"}}}}");
        given(Upstream.SESSION, "{\"paths\":{\"/v1/protocols\":{\"get\":{\"operationId\":\"list\",\"security\":[]}}}}");

        var document = merged();

        assertThat(document.at("/paths/~1v1~1patients/get/operationId").asText())
                .isEqualTo("list");
        assertThat(document.at("/paths/~1v1~1protocols/get/operationId").asText())
                .isEqualTo("session_list");
        assertThat(document.at("/paths/~1v1~1patients/get").has("security")).isFalse();
        assertThat(document.at("/paths/~1v1~1protocols/get/security")).isEmpty();
        assertThat(document.at("/components/securitySchemes").properties().stream()
                        .map(Map.Entry::getKey))
                .containsExactly("bearer");
        assertThat(document.at("/servers/0/url").asText()).isEqualTo("https://api.example.org");
    }

    @Test
    void theErrorCatalogueIsThatOfAllServicesAndOfTheGateway() throws Exception {
        given(
                Upstream.PATIENT,
                "{\"paths\":{},\"x-problem-codes\":[{\"code\":\"NOT_FOUND\",\"en\":\"Not there\",\"es\":\"No está\",\"status\":404}]}");
        given(
                Upstream.SESSION,
                "{\"paths\":{},\"x-problem-codes\":[{\"code\":\"DOSE_TOO_HIGH\",\"en\":\"Too high\",\"es\":\"Muy alta\",\"status\":422}]}");

        var codes = merged().path("x-problem-codes");

        assertThat(codes.findValuesAsText("code"))
                .contains("DOSE_TOO_HIGH", "NOT_FOUND", "UPSTREAM_TIMEOUT")
                .doesNotHaveDuplicates()
                .isSorted();
        assertThat(codes.findValuesAsText("en")).contains("Not there", "Service too slow");
    }

    @Test
    void onlyTagsInUseAreListedInOrder() throws Exception {
        given(
                Upstream.PATIENT,
                "{\"tags\":[{\"name\":\"Patients\",\"description\":\"who\"},{\"name\":\"Unused\"}],"
                        + "\"paths\":{\"/v1/patients\":{\"get\":{\"tags\":[\"Patients\",\"Care\"]}}}}");

        assertThat(merged().path("tags").toString())
                .isEqualTo("[{\"name\":\"Care\"},{\"name\":\"Patients\",\"description\":\"who\"}]");
    }

    @Test
    void theSameDocumentsGiveTheSameText() throws Exception {
        given(Upstream.SESSION, "{\"paths\":{\"/v1/protocols\":{},\"/v1/bookings\":{}}}");
        given(Upstream.PATIENT, "{\"paths\":{\"/v1/me\":{},\"/v1/clinics\":{}}}");
        String first = merged().toString();

        assertThat(merged().toString()).isEqualTo(first);
        assertThat(first.indexOf("/v1/bookings"))
                .isBetween(first.indexOf("/v1/clinics") - 200, first.indexOf("/v1/clinics"));
    }

    private static OpenApiMerge withTheGatewaysOwn() throws Exception {
        var own = (ObjectNode)
                new com.fasterxml.jackson.databind.ObjectMapper(new com.fasterxml.jackson.dataformat.yaml.YAMLFactory())
                        .readTree(OpenApiMerge.class.getResourceAsStream("/openapi-own.yaml"));
        return new OpenApiMerge(RouteTableFile.fromResource("/routes.yaml"), "P", "1", "https://a", own);
    }

    @Test
    void whatIsPutTogetherIsToldAsItIsAnswered() throws Exception {
        given(Upstream.PATIENT, """
                {"paths":{"/v1/audit/verification":{"get":{"responses":{"200":{"description":"one part"}}}}},
                 "components":{"schemas":{"Verification":{"properties":{"verified":{"type":"boolean"}}}}}}""");

        var document = withTheGatewaysOwn().merge(documents, List.of());

        assertThat(document.at("/paths/~1v1~1audit~1verification/get/responses/200/description")
                        .asText())
                .isEqualTo("What each chain came to");
        assertThat(document.at("/components/schemas/Verification/properties").has("verified"))
                .isFalse();
        assertThat(document.at("/components/schemas/Verification/required/0").asText())
                .isEqualTo("parts");
    }

    @Test
    void eachOperationSaysWhatTheGatewayItselfRefusesThere() throws Exception {
        OpenApiMerge whole = withTheGatewaysOwn();
        given(Upstream.PATIENT, """
                {"paths":{"/v1/patients":{"post":{"requestBody":{},"responses":{"201":{},"403":{"description":"mine"},"default":{}}}},
                          "/v1/patients/{patientId}/timeline":{"get":{"responses":{"200":{}}}}}}""");
        given(
                Upstream.SESSION,
                "{\"paths\":{\"/v1/sessions/{sessionId}/stop\":{\"post\":{\"responses\":{\"200\":{}}}}}}");
        given(Upstream.OUTCOME, "{\"paths\":{\"/v1/answer-session\":{\"get\":{\"responses\":{\"200\":{}}}}}}");

        var paths = whole.merge(documents, List.of()).path("paths");

        assertThat(statuses(paths, "/v1/patients", "post"))
                .containsExactly("201", "403", "408", "413", "414", "429", "431", "502", "503", "504", "default");
        assertThat(paths.at("/~1v1~1patients/post/responses/403/description").asText())
                .isEqualTo("mine");
        assertThat(statuses(paths, "/v1/patients/{patientId}/timeline", "get"))
                .containsExactly("200", "403", "414", "429", "431", "503");
        assertThat(statuses(paths, "/v1/sessions/{sessionId}/stop", "post"))
                .as("what stops an infusion is never refused by a limit")
                .containsExactly("200", "403", "414", "431", "502", "503", "504");
        assertThat(statuses(paths, "/v1/answer-session", "get"))
                .as("nobody is asked for a token")
                .containsExactly("200", "414", "429", "431", "502", "503", "504");
        assertThat(statuses(paths, "/v1/api-clients", "get"))
                .contains("403", "414", "429", "431", "503")
                .doesNotContain("502", "504");
    }

    private static List<String> statuses(com.fasterxml.jackson.databind.JsonNode paths, String path, String method) {
        return paths.path(path).path(method).path("responses").properties().stream()
                .map(Map.Entry::getKey)
                .toList();
    }
}
