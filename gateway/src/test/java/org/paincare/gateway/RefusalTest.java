package org.paincare.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What never gets as far as a service. */
@QuarkusTest
class RefusalTest extends WireTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1//patients",
                "//v1/patients",
                "/v1/patients//",
                "/v1/patients;jsessionid=1/x",
                "/v1/patients/..%2f..%2finternal",
                "/v1/patients%2f1",
                "/v1/patients%5c1",
                "/v1/patients\\1",
                "/v1/patients/../../internal/standing",
                "/v1/patients/./1",
                "/v1/patients/%2e%2e/internal",
                "/v1/patients/.%2E/internal",
                "/v1/patients/%00",
                "/v1/patients/1?name=%00",
                "/v1/patients/\u0001",
                "/v1/patients/\u007f",
                "/v1/patients/\u00e9",
                "/v1/%70atients",
                "/v1/patients#x",
                "/v1/patients?name=a|b",
                "/v1/patients?name=%zz",
                "/v1/patients?name=%4",
                "v1/patients",
                "*",
                "http://evil.example/v1/patients",
                "http://gateway.test/v1/patients",
                "gateway.test:443",
                "/v1/patients\tx"
            })
    void aPathWithMoreThanOneReadingIsRefused(String target) throws Exception {
        var reply = raw("GET " + target + " HTTP/1.1\r\nHost: g\r\n" + bearer() + "\r\n");

        assertThat(reply.status()).as(target).isEqualTo(400);
        assertThat(reply.header("content-type")).containsExactly("application/problem+json");
        assertThat(code(reply)).startsWith("MALFORMED_");
        assertThat(patient.gotNothing()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: g\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n",
                "Host: g\r\nTransfer-Encoding: chunked\r\nContent-Length: 4\r\n",
                "Host: g\r\nContent-Length: 4\r\nContent-Length: 5\r\n",
                "Host: g\r\nContent-Length: 4, 5\r\n",
                "Host: g\r\nContent-Length: -1\r\n",
                "Host: g\r\nContent-Length: +4\r\n",
                "Host: g\r\nContent-Length: 0x4\r\n",
                "Host: g\r\nContent-Length: 99999999999999999999\r\n",
                "Host: g\r\nTransfer-Encoding: gzip, chunked\r\n",
                "Host: g\r\nTransfer-Encoding: chunked, identity\r\n",
                "Host: g\r\nTransfer-Encoding: xchunked\r\n",
                "Host: g\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
                "Host: g\r\nTransfer-Encoding: \u000bchunked\r\n",
                "Host: g\r\nTransfer-Encoding: Chunked\r\n",
                "Host: g\r\nTransfer-Encoding: chunked;q=1\r\n",
                "Host: g\r\nTransfer-Encoding: \"chunked\"\r\n",
                "Host: g\r\nTransfer-Encoding:\r\n chunked, x\r\n",
                "Host: g\r\nTransfer-Encoding : chunked\r\n",
                "Host: g\r\nContent-Length : 4\r\n",
                "Host: g\r\nX: a\u0000b\r\n",
                "Host: g\r\nX-Note: one\r\n two\r\n",
                "Host: g\r\nContent-Length:\r\n 4\r\n",
                "Host: g\r\n: empty\r\n",
                "Host: g\r\nHost: evil.example\r\n",
                "Host: g/evil\r\n",
                "Host: g@evil\r\n",
                "X: no host at all\r\n",
                " folded: first\r\nHost: g\r\n"
            })
    void aRequestThatTwoServersCouldReadDifferentlyIsRefused(String headers) throws Exception {
        try (Wire wire = wire()) {
            var reply = wire.write("POST " + PATIENT + "/facts HTTP/1.1\r\n" + headers + bearer() + "\r\n0\r\n\r\n")
                    .reply();

            assertThat(reply.status()).isEqualTo(400);
            assertThat(code(reply)).isEqualTo("MALFORMED_REQUEST");
            assertThat(patient.gotNothing()).isTrue();
            assertThat(wire.closedWithin(3000)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /v1/me HTTP/1.1\nHost: g\r\nAUTH\r\n",
                "GET /v1/me HTTP/1.1\r\nHost: g\nAUTH\r\n",
                "GET /v1/me HTTP/1.1\r\nHost: g\rX: y\r\nAUTH\r\n"
            })
    void aLineThatEndsOtherwiseThanItShouldIsRefused(String request) throws Exception {
        var reply = raw(request.replace("AUTH\r\n", bearer() + "\r\n"));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(patient.gotNothing()).isTrue();
    }

    @Test
    void aChunksExtensionStaysHere() throws Exception {
        raw(begin("POST", PATIENT + "/facts") + "Transfer-Encoding: chunked\r\n\r\n2;a=b\r\n{}\r\n0\r\n\r\n");

        var got = patient.next();
        assertThat(got.body()).asString().isEqualTo("{}");
        assertThat(got.head()).doesNotContain("a=b");
    }

    @Test
    void aFoldedHeaderIsRefusedInWhateverPiecesItComes() throws Exception {
        String second = bearer();
        try (Wire wire = wire()) {
            assertThat(wire.write(begin("GET", PATIENT) + "\r\n").reply().status())
                    .isEqualTo(200);
            patient.next();
            wire.write("GET " + PATIENT + " HTTP/1.1\r\nHost: g\r\nX-Note: one\r\n");
            wire.write("\ttwo\r\n");
            var reply = wire.write(second + "\r\n").reply();

            assertThat(reply.status()).isEqualTo(400);
            assertThat(code(reply)).isEqualTo("MALFORMED_REQUEST");
            assertThat(patient.gotNothing()).isTrue();
            assertThat(wire.closedWithin(3000)).isTrue();
        }
    }

    @Test
    void aBodyMayHaveLinesThatBeginWithABlankAndTheNextRequestsHeaderMayNot() throws Exception {
        String body = "{\r\n \"a\": 1,\r\n\t\"b\": 2}";
        String next = getting(PATIENT, "X-Note: one\r\n two");
        try (Wire wire = wire()) {
            wire.write(posting(PATIENT + "/facts", body) + next);

            assertThat(wire.reply().status()).isEqualTo(200);
            assertThat(patient.next().body()).asString().isEqualTo(body);
            assertThat(wire.reply().status()).isEqualTo(400);
            assertThat(patient.gotNothing()).isTrue();
        }
    }

    @Test
    void aSmuggledSecondRequestStaysInTheBody() throws Exception {
        String smuggled = "GET /internal/standing HTTP/1.1\r\nHost: x\r\n\r\n";

        post(PATIENT + "/facts", smuggled);

        assertThat(patient.next().body()).asString().isEqualTo(smuggled);
        assertThat(patient.gotNothing()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"zz\r\n", "-1\r\n", "7fffffffffffffff1\r\n", "4;a=\u0000\r\nabcd\r\n"})
    void aBrokenChunkEndsTheConnection(String chunk) throws Exception {
        try (Wire wire = wire()) {
            wire.write(begin("POST", PATIENT + "/facts") + "Transfer-Encoding: chunked\r\n\r\n" + chunk);

            assertThat(wire.closedWithin(3000)).isTrue();
        }
    }

    @Test
    void aBodyOverTheLimitIsRefusedByItsLength() throws Exception {
        var reply = raw(begin("POST", PATIENT + "/facts") + "Content-Length: 262145\r\n\r\n");

        assertThat(reply.status()).isEqualTo(413);
        assertThat(code(reply)).isEqualTo("BODY_TOO_LARGE");
        assertThat(patient.gotNothing()).isTrue();
    }

    @Test
    void aBodyOverTheLimitIsRefusedWhenItsChunksAddUp() throws Exception {
        String chunk = "4000\r\n" + "x".repeat(0x4000) + "\r\n";
        try (Wire wire = wire()) {
            wire.write(begin("POST", PATIENT + "/facts") + "Transfer-Encoding: chunked\r\n\r\n" + chunk.repeat(17));
            var reply = wire.reply();

            assertThat(reply.status()).isEqualTo(413);
            assertThat(code(reply)).isEqualTo("BODY_TOO_LARGE");
            assertThat(wire.closedWithin(3000)).isTrue();
        }
    }

    @Test
    void aRouteMayTakeMore() throws Exception {
        assertThat(post(OBSERVATIONS, "x".repeat(1 << 20)).status()).isEqualTo(200);
        assertThat(session.next().body()).hasSize(1 << 20);
    }

    @Test
    void tooLongAddressesAndHeadersAreNamed() throws Exception {
        var address = raw("GET " + PATIENT + "?q=" + "x".repeat(9000) + " HTTP/1.1\r\nHost: g\r\n\r\n");
        var header = raw("GET " + PATIENT + " HTTP/1.1\r\nHost: g\r\nX: " + "x".repeat(17000) + "\r\n\r\n");

        assertThat(address.status()).isEqualTo(414);
        assertThat(code(address)).isEqualTo("URI_TOO_LONG");
        assertThat(header.status()).isEqualTo(431);
        assertThat(code(header)).isEqualTo("HEADERS_TOO_LARGE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/internal/standing",
                "/internal",
                "/v1",
                "/v1/",
                "/v1/nothing",
                "/q/dev",
                "/q/arc",
                "/v1/patients/"
            })
    void whatIsInNoRowIsNotThere(String path) throws Exception {
        var reply = get(path);

        assertThat(reply.status()).isEqualTo(404);
        assertThat(code(reply)).isEqualTo("NOT_FOUND");
        assertThat(patient.gotNothing()).isTrue();
    }

    @Test
    void aMethodTheRowDoesNotNameIsAnsweredWithThoseItDoes() throws Exception {
        var reply = raw(begin("DELETE", "/v1/me") + "\r\n");
        var strange = raw(begin("TRACE", PATIENT) + "\r\n");

        assertThat(reply.status()).isEqualTo(405);
        assertThat(reply.header("Allow")).containsExactly("GET, HEAD");
        assertThat(strange.status()).isEqualTo(405);
        assertThat(raw("CONNECT " + PATIENT + " HTTP/1.1\r\nHost: g\r\n" + bearer() + "\r\n")
                        .status())
                .isEqualTo(405);
        assertThat(raw("CONNECT evil.example:443 HTTP/1.1\r\nHost: g\r\n" + bearer() + "\r\n")
                        .status())
                .isBetween(400, 405);
        assertThat(strange.header("Allow")).containsExactly("DELETE, GET, HEAD, PATCH, POST, PUT");
    }

    @Test
    void oldAndUnknownVersionsAreTheCallersFault() throws Exception {
        assertThat(raw("GET " + PATIENT + " HTTP/1.0\r\nHost: g\r\n" + bearer() + "\r\n")
                        .status())
                .isEqualTo(426);
        assertThat(raw("GET " + PATIENT + " HTTP/9.9\r\nHost: g\r\n" + bearer() + "\r\n")
                        .status())
                .isBetween(400, 499);
        assertThat(raw("NONSENSE\r\n\r\n").status()).isEqualTo(400);
    }

    @Test
    void problemsSpeakTheCallersLanguage() throws Exception {
        var spanish = get("/v1/nothing", "Accept-Language: de, es-CO;q=0.9, en;q=0.5");
        var english = get("/v1/nothing", "Accept-Language: fr");

        assertThat(json(spanish).getString("title")).isEqualTo("No encontrado");
        assertThat(spanish.header("Content-Language")).containsExactly("es");
        assertThat(json(english).getString("title")).isEqualTo("Not found");
        assertThat(json(english).getString("type")).isEqualTo("https://paincare.org/problems/not-found");
        assertThat(json(english).getString("traceId")).matches("[0-9a-f]{32}");
    }
}
