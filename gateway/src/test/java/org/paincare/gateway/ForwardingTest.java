package org.paincare.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** A good request on its way to the service and back: what crosses the gateway and what does not. */
@QuarkusTest
class ForwardingTest extends WireTest {

    @Test
    void eachServiceGetsWhatItOwns() throws Exception {
        assertThat(get(PATIENT).body()).contains("patient");
        assertThat(get(PATIENT + "/sessions").body()).contains("session");
        assertThat(get(COURSE + "?window=2&window=3").body()).contains("outcome");

        assertThat(outcome.next().line()).isEqualTo("GET " + COURSE + "?window=2&window=3 HTTP/1.1");
    }

    @Test
    void headersForOneConnectionStayHere() throws Exception {
        get(
                PATIENT,
                "Connection: keep-alive, X-Secret-Hop",
                "X-Secret-Hop: 1",
                "Keep-Alive: timeout=5",
                "Proxy-Authorization: Basic eA==",
                "Proxy-Connection: close",
                "TE: trailers",
                "Upgrade: h2c",
                "HTTP2-Settings: AAMAAABkAAQAAP__");

        String head = patient.next().head().toLowerCase();
        assertThat(head).doesNotContain("x-secret-hop", "keep-alive:", "proxy-", "\nte:", "upgrade", "http2-settings");
    }

    @Test
    void whatAClientSaysAboutItselfIsOverwritten() throws Exception {
        get(
                PATIENT,
                "X-Forwarded-For: 6.6.6.6",
                "X-Forwarded-Proto: gopher",
                "X-Forwarded-Host: evil.example",
                "X-Forwarded-Prefix: /evil",
                "Forwarded: for=6.6.6.6",
                "X-Real-IP: 6.6.6.6",
                "X-Clinic-Id: 0197a000-0000-7000-8000-00000000ca50",
                "X_Clinic_Id: 0197a000-0000-7000-8000-00000000ca50",
                "X-Internal-Role: service");

        var got = patient.next();
        assertThat(got.header("X-Forwarded-For")).containsExactly("127.0.0.1");
        assertThat(got.header("X-Forwarded-Proto")).containsExactly("http");
        assertThat(got.header("X-Forwarded-Host")).containsExactly("gateway.test");
        assertThat(got.header("Host")).containsExactly("localhost:" + Outside.port("patient"));
        assertThat(got.head().toLowerCase())
                .doesNotContain("6.6.6.6", "evil", "clinic", "x-internal", "forwarded-prefix", "\nforwarded:");
    }

    @Test
    void theTokenGoesOnAsItIs() throws Exception {
        String token = bearer();

        raw("GET " + PATIENT + " HTTP/1.1\r\nHost: g\r\n" + token + "\r\n");

        assertThat(patient.next().head()).containsIgnoringCase(token.strip());
    }

    @Test
    void headersOfTheServicesConnectionDoNotReachTheClient() throws Exception {
        patient.on(
                PATIENT,
                (request, peer) -> peer.json(
                        200,
                        "{}",
                        "Connection: keep-alive, X-Hop",
                        "X-Hop: 1",
                        "Keep-Alive: timeout=60",
                        "Proxy-Authenticate: Basic",
                        "Upgrade: h2c",
                        "Trailer: X-Checksum",
                        "Server: Quarkus",
                        "Access-Control-Allow-Origin: *",
                        "ETag: \"7\""));

        var reply = get(PATIENT);

        assertThat(reply.header("ETag")).containsExactly("\"7\"");
        assertThat(reply.head().toLowerCase())
                .doesNotContain("x-hop", "keep-alive", "proxy-", "upgrade", "trailer", "server:", "access-control");
    }

    @Test
    void notModifiedHasNoBodyAndNoTransferCoding() throws Exception {
        patient.on(
                PATIENT,
                (request, peer) ->
                        peer.write("HTTP/1.1 304 Not Modified\r\nETag: \"7\"\r\nCache-Control: no-store\r\n\r\n"));
        try (Wire wire = wire()) {
            var reply = wire.write(begin("GET", PATIENT) + "If-None-Match: \"7\"\r\n\r\n")
                    .reply();
            var next = wire.write(begin("GET", COURSE) + "\r\n").reply();

            assertThat(reply.status()).isEqualTo(304);
            assertThat(reply.header("ETag")).containsExactly("\"7\"");
            assertThat(reply.head().toLowerCase()).doesNotContain("transfer-encoding", "content-length");
            assertThat(next.status()).isEqualTo(200);
        }
    }

    @Test
    void headTellsTheLengthAndSendsNothing() throws Exception {
        patient.on(PATIENT, (request, peer) -> peer.write("HTTP/1.1 200 OK\r\ncontent-length: 4711\r\n\r\n"));
        try (Wire wire = wire()) {
            var reply = wire.write(begin("HEAD", PATIENT) + "\r\n").reply(true);
            var next = wire.write(begin("GET", COURSE) + "\r\n").reply();

            assertThat(reply.header("content-length")).containsExactly("4711");
            assertThat(next.status()).isEqualTo(200);
        }
    }

    @Test
    void aGoodRequestIdIsKeptAndABadOneReplaced() throws Exception {
        patient.on(PATIENT, (request, peer) -> peer.json(200, "{}", "X-Request-Id: the-services-own"));

        var kept = get(PATIENT, "X-Request-Id: tablet-7.0001");
        var replaced = get(PATIENT, "X-Request-Id: short");

        assertThat(kept.header("X-Request-Id")).containsExactly("tablet-7.0001");
        assertThat(patient.next().header("X-Request-Id")).containsExactly("tablet-7.0001");
        assertThat(replaced.header("X-Request-Id")).singleElement().asString().matches("[0-9a-f]{32}");
        assertThat(patient.next().header("X-Request-Id")).isEqualTo(replaced.header("X-Request-Id"));
    }

    @Test
    void aTraceGoesOnOrBegins() throws Exception {
        get(PATIENT, "traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        get(PATIENT, "traceparent: 00-00000000000000000000000000000000-b7ad6b7169203331-01");

        assertThat(patient.next().header("traceparent"))
                .containsExactly("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        assertThat(patient.next().header("traceparent"))
                .singleElement()
                .asString()
                .matches("00-(?!0{32})[0-9a-f]{32}-[0-9a-f]{16}-00");
    }

    @Test
    void bodiesArriveWholeByLengthAndChunked() throws Exception {
        post(PATIENT + "/facts", "{\"weightKg\":64}");
        try (Wire wire = wire()) {
            wire.write(begin("POST", PATIENT + "/facts")
                            + "Transfer-Encoding: chunked\r\n\r\n7\r\n{\"weigh\r\n8\r\ntKg\":64}\r\n0\r\n\r\n")
                    .reply();
        }

        assertThat(patient.next().body()).asString().isEqualTo("{\"weightKg\":64}");
        assertThat(patient.next().body()).asString().isEqualTo("{\"weightKg\":64}");
    }

    @Test
    void aBodyIsAskedForOnlyWhenItIsWanted() throws Exception {
        try (Wire wire = wire()) {
            wire.write(begin("POST", PATIENT + "/facts") + "Expect: 100-continue\r\nContent-Length: 2\r\n\r\n");
            var go = wire.reply();
            var reply = wire.write("{}").reply();

            assertThat(go.status()).isEqualTo(100);
            assertThat(reply.status()).isEqualTo(200);
            assertThat(patient.next().header("Expect")).isEmpty();
        }
        try (Wire wire = wire()) {
            var refused = wire.write(begin("POST", PATIENT + "/facts")
                            + "Expect: 100-continue\r\nContent-Length: 900000\r\n\r\n")
                    .reply();

            assertThat(refused.status()).isEqualTo(413);
        }
    }

    @Test
    void manyRequestsOnOneConnectionAreAnsweredInOrder() throws Exception {
        try (Wire wire = wire()) {
            wire.write(begin("GET", PATIENT) + "\r\n" + begin("GET", COURSE) + "\r\n" + begin("GET", PATIENT + "/plans")
                    + "\r\n");

            assertThat(wire.reply().body()).contains("patient");
            assertThat(wire.reply().body()).contains("outcome");
            assertThat(wire.reply().body()).contains("session");
        }
    }
}
