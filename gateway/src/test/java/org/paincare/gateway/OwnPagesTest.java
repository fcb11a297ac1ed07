package org.paincare.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

/** What the gateway answers itself, and without a token. */
@QuarkusTest
class OwnPagesTest extends WireTest {

    private static Wire.Reply open(String path, String... headers) throws Exception {
        return raw("GET " + path + " HTTP/1.1\r\nHost: g\r\n" + lines(headers) + "\r\n");
    }

    @Test
    void theFrontPageSaysHowToBegin() throws Exception {
        var english = open("/");
        var spanish = open("/", "Accept-Language: es");

        assertThat(english.header("content-type")).containsExactly("text/html; charset=utf-8");
        assertThat(english.body()).contains("href=\"/openapi\"", "dev token", "lang=\"en\"");
        assertThat(spanish.body()).contains("href=\"/openapi\"", "dev token", "lang=\"es\"");
        assertThat(english.body()).doesNotContain("<script", "http://cdn", "https://");
        assertThat(english.header("Content-Security-Policy").getFirst()).doesNotContain("unsafe", "*");
        assertThat(raw("POST / HTTP/1.1\r\nHost: g\r\nContent-Length: 0\r\n\r\n")
                        .status())
                .isEqualTo(405);
    }

    @Test
    void thePortalIsOfThisHouseAloneAndItsViewerComesFromAPackage() throws Exception {
        var reference = open("/portal/reference", "Accept-Language: es");
        var viewer = open("/portal/scalar.js");

        assertThat(reference.body()).contains("lang=\"es\"").doesNotContain("http://", "https://", "<style", "onclick");
        assertThat(reference.header("Content-Security-Policy").getFirst())
                .contains("script-src 'self';", "connect-src 'self' http://localhost:" + Outside.port("issuer") + ";")
                .doesNotContain("unsafe-eval", "*");
        assertThat(viewer.header("content-type")).containsExactly("text/javascript; charset=utf-8");
        assertThat(viewer.bytes().length).isGreaterThan(1_000_000);
        String etag = viewer.header("ETag").getFirst();
        assertThat(open("/portal/scalar.js", "If-None-Match: " + etag).status()).isEqualTo(304);
        assertThat(open("/portal/events").body()).contains("org.paincare.session.SessionStarted.v1", "dosingWeightKg");
        assertThat(open("/portal/changelog").body()).contains("<h1>Changelog</h1>");
        assertThat(open("/portal/other").status()).isEqualTo(404);
    }

    @Test
    void theBoardIsOfThisHouseAloneAndSpeaksTheReadersLanguage() throws Exception {
        var english = open("/board");
        var spanish = open("/board", "Accept-Language: es-CO");

        assertThat(english.body())
                .contains("<html lang=\"en\">")
                .doesNotContain("http://", "https://", "<style", "onclick");
        assertThat(spanish.body()).contains("<html lang=\"es\">");
        assertThat(english.header("Content-Security-Policy").getFirst())
                .startsWith("default-src 'none'; script-src 'self'; style-src 'self'")
                .doesNotContain("unsafe", "*");
        assertThat(open("/board/live.js").header("content-type")).containsExactly("text/javascript; charset=utf-8");
        assertThat(json(open("/board/settings.json")).getString("issuer"))
                .isEqualTo("http://localhost:" + Outside.port("issuer"));
        assertThat(open("/board/other.js").status()).isEqualTo(404);
    }

    @Test
    void oneDocumentDescribesTheServicesThatAreThere() throws Exception {
        patient.on("/q/openapi", (request, peer) -> peer.json(200, """
                        {"openapi":"3.1.0","paths":{"/v1/patients/{patientId}":{"get":{"operationId":"getPatient"}},
                         "/internal/standing":{"get":{}}},"components":{"schemas":{"Actor":{"type":"object"}}}}"""));
        session.on(
                "/q/openapi",
                (request, peer) ->
                        peer.json(200, "{\"openapi\":\"3.1.0\",\"paths\":{\"/v1/protocols\":{\"get\":{}}}}"));

        JsonObject document = settled();

        assertThat(document.getString("openapi")).isEqualTo("3.1.0");
        assertThat(document.getJsonObject("paths").fieldNames())
                .containsExactly(
                        "/v1/api-clients",
                        "/v1/api-clients/{apiClientId}",
                        "/v1/api-clients/{apiClientId}/usage",
                        "/v1/audit/verification",
                        "/v1/patients/{patientId}",
                        "/v1/protocols");
        assertThat(document.getJsonArray("servers").getJsonObject(0).getString("url"))
                .isEqualTo("http://localhost:" + Outside.port("gateway"));
        assertThat(document.getJsonArray("x-missing-services")).containsExactly("outcome");

        patient.down();
        try {
            assertThat(settled()).isEqualTo(document);
        } finally {
            patient.up();
        }
        var yaml = open("/openapi", "Accept: application/yaml");
        assertThat(yaml.header("content-type")).containsExactly("application/yaml");
        assertThat(yaml.body()).startsWith("openapi: 3.1.0").contains("/v1/protocols:");
        assertThat(yaml.header("X-Missing-Services")).containsExactly("outcome");
        String etag = open("/openapi").header("ETag").getFirst();
        assertThat(open("/openapi", "If-None-Match: " + etag).status()).isEqualTo(304);
    }

    /** The document once the refresh that each request starts has come in. */
    private static JsonObject settled() throws Exception {
        JsonObject before = new JsonObject();
        for (int i = 0; i < 50; i++) {
            JsonObject now = json(open("/openapi"));
            if (i > 5 && now.equals(before) && now.getJsonObject("paths").size() == 5) {
                return now;
            }
            before = now;
        }
        return before;
    }

    @Test
    void theGatewayIsReadyWhileAServiceIsDownAndSaysWhich() throws Exception {
        outcome.down();
        try {
            var ready = open("/q/health/ready");
            var live = open("/q/health/live");

            assertThat(ready.status()).isEqualTo(200);
            assertThat(ready.body().replaceAll("\\s", ""))
                    .contains(
                            "\"patient\":\"UP\"",
                            "\"session\":\"UP\"",
                            "\"outcome\":\"UNREACHABLE\"",
                            "\"name\":\"issuer\"");
            assertThat(live.status()).isEqualTo(200);
        } finally {
            outcome.up();
        }
    }

    @Test
    void aServiceThatIsNotReadyIsShown() throws Exception {
        outcome.on("/q/health/ready", (request, peer) -> peer.json(503, "{\"status\":\"DOWN\"}"));

        assertThat(open("/q/health/ready").body().replaceAll("\\s", "")).contains("\"outcome\":\"DOWN\"");
    }

    @Test
    void metricsCountByTemplateNeverByPath() throws Exception {
        get(PATIENT);
        get("/v1/nothing-like-this-0197a000");
        raw("GET /..%2f HTTP/1.1\r\nHost: g\r\n\r\n");

        String metrics = open("/q/metrics").body();

        assertThat(metrics)
                .contains(
                        "http_server_requests_seconds_count{method=\"GET\",status=\"200\",upstream=\"patient\",uri=\"/v1/patients/{patientId}\"}")
                .contains("uri=\"unmatched\"")
                .doesNotContain("0197a000");
    }

    @Test
    void onlyRegisteredPagesMayCall() throws Exception {
        String preflight =
                "OPTIONS " + PATIENT + " HTTP/1.1\r\nHost: g\r\nAccess-Control-Request-Method: PUT\r\nOrigin: ";

        var allowed = raw(preflight + "https://app.example.org\r\n\r\n");
        var local = raw(preflight + "http://localhost:5173\r\n\r\n");
        var foreign = raw(preflight + "https://evil.example\r\n\r\n");
        var alike = raw(preflight + "http://localhost.evil.example\r\n\r\n");
        var read = get(PATIENT, "Origin: https://app.example.org");
        var readByForeign = get(PATIENT, "Origin: https://evil.example");
        var unauthenticated = open(PATIENT, "Origin: https://app.example.org");

        assertThat(allowed.status()).isEqualTo(204);
        assertThat(allowed.header("Access-Control-Allow-Origin")).containsExactly("https://app.example.org");
        assertThat(allowed.header("Access-Control-Allow-Methods").getFirst()).contains("PATCH");
        assertThat(allowed.header("Access-Control-Allow-Headers").getFirst()).contains("Idempotency-Key", "If-Match");
        assertThat(local.status()).isEqualTo(204);
        assertThat(foreign.status()).isEqualTo(403);
        assertThat(alike.status()).isEqualTo(403);
        assertThat(read.header("Access-Control-Expose-Headers").getFirst())
                .contains("ETag", "Location", "Link", "Retry-After", "RateLimit", "RateLimit-Policy", "X-Request-Id")
                .contains("Deprecation", "Sunset");
        assertThat(readByForeign.header("Access-Control-Allow-Origin")).isEmpty();
        assertThat(unauthenticated.header("Access-Control-Allow-Origin")).hasSize(1);
        assertThat(read.header("Vary")).contains("Origin");
    }
}
