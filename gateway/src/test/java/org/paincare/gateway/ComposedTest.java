package org.paincare.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Answers made of one part per service, and calls whose path does not say who owns them. */
@QuarkusTest
class ComposedTest extends WireTest {

    private static final String VERIFICATION = "/v1/audit/verification";
    private static final String ACCESS_LOG = PATIENT + "/access-log";

    @Test
    void eachServiceVerifiesItsOwnChain() throws Exception {
        for (WireServer service : List.of(patient, session, outcome)) {
            service.on(VERIFICATION, (request, peer) -> peer.json(200, "{\"verified\":true,\"entries\":12}"));
        }

        var reply = get(VERIFICATION + "?day=2026-11-23");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(json(reply).getJsonArray("parts").encode())
                .isEqualTo("[{\"service\":\"patient\",\"status\":\"OK\",\"verified\":true,\"entries\":12},"
                        + "{\"service\":\"session\",\"status\":\"OK\",\"verified\":true,\"entries\":12},"
                        + "{\"service\":\"outcome\",\"status\":\"OK\",\"verified\":true,\"entries\":12}]");
        var asked = outcome.next();
        assertThat(asked.line()).isEqualTo("GET /v1/audit/verification?day=2026-11-23 HTTP/1.1");
        assertThat(asked.header("Authorization")).hasSize(1);
        assertThat(asked.header("X-Request-Id")).isEqualTo(reply.header("X-Request-Id"));
    }

    @Test
    void aPartThatIsSlowOrDownIsNamed() throws Exception {
        patient.on(VERIFICATION, (request, peer) -> peer.json(200, "{\"verified\":true}"));
        session.on(VERIFICATION, (request, peer) -> peer.hungUp(3000));
        outcome.down();
        try {
            var parts = json(get(VERIFICATION)).getJsonArray("parts");

            assertThat(parts.getJsonObject(0).getString("status")).isEqualTo("OK");
            assertThat(parts.getJsonObject(1).encode())
                    .isEqualTo("{\"service\":\"session\",\"status\":\"UNAVAILABLE\"}");
            assertThat(parts.getJsonObject(2).getString("status")).isEqualTo("UNAVAILABLE");
        } finally {
            outcome.up();
        }
    }

    @Test
    void whoReadMyRecordIsOneListNewestFirstAndItsNextPageGoesOnInEachService() throws Exception {
        patient.on(
                ACCESS_LOG,
                (request, peer) -> peer.json(
                        200,
                        "{\"items\":[{\"id\":\"3\",\"at\":\"2026-11-23T10:00:00Z\",\"actorRoles\":\"a\"},"
                                + "{\"id\":\"1\",\"at\":\"2026-11-21T10:00:00Z\",\"actorRoles\":\"b\"}]}"));
        session.on(ACCESS_LOG, (request, peer) -> {
            boolean first = !request.line().contains("cursor=k");
            peer.json(
                    200,
                    first
                            ? "{\"items\":[{\"id\":\"2\",\"at\":\"2026-11-22T05:00:00-05:00\",\"actorRoles\":\"c\"}],\"next\":\"k\"}"
                            : "{\"items\":[{\"id\":\"0\",\"at\":\"2026-11-20T05:00:00-05:00\",\"actorRoles\":\"d\"}]}");
        });
        outcome.on(ACCESS_LOG, (request, peer) -> peer.json(404, "{}"));

        var page = json(get(ACCESS_LOG + "?limit=2"));
        var next = json(get(ACCESS_LOG + "?limit=2&cursor=" + page.getString("next")));

        assertThat(roles(page)).containsExactly("a", "c");
        assertThat(roles(next)).containsExactly("b", "d");
        assertThat(next.containsKey("next")).isFalse();
        assertThat(page.getJsonArray("partial"))
                .as("a service that has not heard of the patient has nothing of hers")
                .isEmpty();
    }

    private static Stream<String> roles(JsonObject page) {
        return page.getJsonArray("items").stream().map(item -> ((JsonObject) item).getString("actorRoles"));
    }

    @Test
    void aPatientTheRegistryDoesNotKnowIsNotThere() throws Exception {
        patient.on(ACCESS_LOG, (request, peer) -> peer.json(404, "{}"));

        assertThat(get(ACCESS_LOG).status()).isEqualTo(404);
    }

    @Test
    void aRefusalOfOneServiceIsTheAnswer() throws Exception {
        patient.on(VERIFICATION, (request, peer) -> peer.json(200, "{}"));
        session.on(VERIFICATION, (request, peer) -> peer.json(403, "{\"code\":\"FORBIDDEN\"}"));

        var reply = get(VERIFICATION);

        assertThat(reply.status()).isEqualTo(403);
        assertThat(code(reply)).isEqualTo("FORBIDDEN");
        assertThat(reply.header("content-type")).containsExactly("application/problem+json");
    }

    @Test
    void aSignatureGoesToTheServiceThatOwnsWhatIsSigned() throws Exception {
        String plan = "{\"resource\":\"/v1/plans/0197a000-0000-7000-8000-000000000003\",\"hash\":\"ab\"}";

        post("/v1/signature-challenges", plan, "Idempotency-Key: k-1");
        post("/v1/signature-challenges/0197a000-0000-7000-8000-000000000004/confirmations", plan);
        post("/v1/signature-challenges", "{\"resource\":\"" + PATIENT + "/overrides/1\"}");
        get("/v1/signature-challenges/0197a000-0000-7000-8000-000000000004?resource=/v1/assessments/7");

        var challenge = session.next();
        assertThat(challenge.path()).isEqualTo("/v1/signature-challenges");
        assertThat(challenge.body()).asString().isEqualTo(plan);
        assertThat(challenge.header("Idempotency-Key")).containsExactly("k-1");
        assertThat(session.next().path()).endsWith("/confirmations");
        assertThat(patient.next().path()).isEqualTo("/v1/signature-challenges");
        assertThat(outcome.next().line()).contains("?resource=/v1/assessments/7");
    }

    @Test
    void aSignatureOfNothingThatIsOwnedIsRefused() throws Exception {
        for (String resource : List.of(
                "/v1/nothing/7",
                "/internal/standing",
                "/v1/plans/../../internal",
                "/v1/audit/verification",
                "plans",
                "")) {
            var reply = post("/v1/signature-challenges", "{\"resource\":\"" + resource + "\"}");

            assertThat(reply.status()).as(resource).isEqualTo(422);
            assertThat(code(reply)).isEqualTo("UNROUTABLE_RESOURCE");
            assertThat(json(reply).getJsonArray("violations").getJsonObject(0).getString("pointer"))
                    .isEqualTo("/resource");
        }
        for (String body : List.of("[]", "{", "nonsense", "[".repeat(10_000))) {
            var reply = post("/v1/signature-challenges", body);

            assertThat(reply.status()).as(body).isEqualTo(400);
            assertThat(code(reply)).isEqualTo("MALFORMED_BODY");
        }
        assertThat(post("/v1/signature-challenges", " ".repeat(17 * 1024)).status())
                .isEqualTo(413);
    }

    @Test
    void aCatalogueIsAnsweredByWhoeverHasIt() throws Exception {
        patient.on("/v1/catalogue/alarms", (request, peer) -> peer.json(404, "{}"));
        session.on("/v1/catalogue/alarms", (request, peer) -> peer.json(200, "{\"items\":[]}", "ETag: \"3\""));

        var first = get("/v1/catalogue/alarms");
        patient.forget();
        var second = get("/v1/catalogue/alarms");

        assertThat(first.header("ETag")).containsExactly("\"3\"");
        assertThat(second.body()).isEqualTo("{\"items\":[]}");
        assertThat(patient.gotNothing()).isTrue();
    }

    @Test
    void aCatalogueNobodyHasIsNotThere() throws Exception {
        for (WireServer service : List.of(patient, session, outcome)) {
            service.on("/v1/catalogue/nothing", (request, peer) -> peer.json(404, "{}"));
        }

        assertThat(get("/v1/catalogue/nothing").status()).isEqualTo(404);
    }
}
