package org.paincare.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.paincare.testing.local.DemoUsers;
import org.paincare.testing.local.Identity;
import org.paincare.testing.local.TestTokens;

/** What every test on the wire needs: the three services, a good token, a socket to the gateway. */
@QuarkusTestResource(Outside.class)
abstract class WireTest {

    /** A path of each service. */
    static final String PATIENT = "/v1/patients/0197a000-0000-7000-8000-000000000001";

    static final String OBSERVATIONS = "/v1/sessions/0197a000-0000-7000-8000-000000000002/observations";
    static final String COURSE = PATIENT + "/course";

    final WireServer patient = Outside.service("patient");
    final WireServer session = Outside.service("session");
    final WireServer outcome = Outside.service("outcome");
    final TestTokens tokens = Outside.tokens();

    static final Identity PRESCRIBER = DemoUsers.named("prescriber@bogota");

    @BeforeEach
    void servicesBehave() {
        patient.forget();
        session.forget();
        outcome.forget();
    }

    /** Whatever was broken off, no request stays open: only the one that asks, in the end. */
    @AfterEach
    void nothingIsLeftOpen() throws Exception {
        assertThat(openRequests()).isEqualTo("gateway_requests_open 1.0");
    }

    static String openRequests() throws Exception {
        return gauge("gateway_requests_open");
    }

    /** The gauge once it has come down to whoever reads it, or as it is after three seconds. */
    static String gauge(String name) throws Exception {
        String gauge = "";
        for (int i = 0; i < 30 && !gauge.endsWith(" 1.0"); i++) {
            try (Wire wire = wire()) {
                gauge = wire.write("GET /q/metrics HTTP/1.1\r\nHost: g\r\n\r\n")
                        .reply()
                        .body()
                        .lines()
                        .filter(line -> line.startsWith(name))
                        .findFirst()
                        .orElse("");
                if (!gauge.endsWith(" 1.0")) {
                    wire.closedWithin(100);
                }
            }
        }
        return gauge;
    }

    static Wire wire() throws IOException {
        return new Wire(Outside.port("gateway"));
    }

    String bearer() {
        return "Authorization: Bearer " + tokens.of(PRESCRIBER) + "\r\n";
    }

    /** A request line with the headers every good request has, still open for more. */
    String begin(String method, String target) {
        return method + " " + target + " HTTP/1.1\r\nHost: gateway.test\r\n" + bearer();
    }

    /** The bytes of a request; signing its token takes a while, and a connection on which nothing comes is cut: made before one is opened. */
    String getting(String target, String... headers) {
        return begin("GET", target) + lines(headers) + "\r\n";
    }

    String posting(String target, String body, String... headers) {
        return begin("POST", target) + lines(headers) + "Content-Type: application/json\r\nContent-Length: "
                + body.length() + "\r\n\r\n" + body;
    }

    /** The header block of a good request over HTTP/2, name and value in turn; what is given besides comes at its end. */
    String[] asked(String method, String path, String... more) {
        return Stream.concat(
                        Stream.of(
                                ":method",
                                method,
                                ":scheme",
                                "https",
                                ":path",
                                path,
                                ":authority",
                                "gateway.test",
                                "authorization",
                                "Bearer " + tokens.of(PRESCRIBER)),
                        Stream.of(more))
                .toArray(String[]::new);
    }

    Wire.Reply get(String target, String... headers) throws Exception {
        return raw(getting(target, headers));
    }

    Wire.Reply post(String target, String body, String... headers) throws Exception {
        return raw(posting(target, body, headers));
    }

    /** Bytes as they are. */
    static Wire.Reply raw(String bytes) throws Exception {
        try (Wire wire = wire()) {
            return wire.write(bytes).reply();
        }
    }

    static String lines(String... headers) {
        var lines = new StringBuilder();
        for (String header : headers) {
            lines.append(header).append("\r\n");
        }
        return lines.toString();
    }

    static JsonObject json(Wire.Reply reply) {
        return new JsonObject(reply.body());
    }

    static String code(Wire.Reply reply) {
        return json(reply).getString("code");
    }
}
