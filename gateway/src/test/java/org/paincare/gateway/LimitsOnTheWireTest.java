package org.paincare.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.paincare.testing.local.DemoClinic;
import org.paincare.testing.local.Identity;

/** How much a caller may ask for and what its scopes cover, as the caller sees it; five requests a minute for a partner here. */
@QuarkusTest
class LimitsOnTheWireTest extends WireTest {

    private static final String STOP = "/v1/sessions/0197a000-0000-7000-8000-000000000002/stop";

    /** What a partner's program sends; told apart by the name of its client. */
    private Wire.Reply partner(String client, String scope, String method, String path) throws IOException {
        String token = tokens.changed(Identity.ofClient(client, "partner", DemoClinic.BOGOTA), claims -> {
            claims.put("azp", client);
            claims.put("scope", scope);
        });
        try (Wire wire = wire()) {
            return wire.write(method + " " + path + " HTTP/1.1\r\nHost: g\r\nAuthorization: Bearer " + token
                            + "\r\nContent-Length: 0\r\n\r\n")
                    .reply();
        }
    }

    @Test
    void aPartnerIsToldWhatIsLeftAndRefusedWhenNothingIs() throws Exception {
        for (int left = 4; left >= 0; left--) {
            var reply = partner("busy", "", "GET", PATIENT);
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.header("RateLimit-Policy"))
                    .containsExactly("\"partner\";q=5;w=60, \"clinic\";q=1000000;w=60");
            assertThat(reply.header("RateLimit").getFirst()).startsWith("\"partner\";r=" + left + ";t=");
        }
        patient.forget();

        var refused = partner("busy", "", "GET", PATIENT);

        assertThat(refused.status()).isEqualTo(429);
        assertThat(code(refused)).isEqualTo("RATE_LIMITED");
        assertThat(refused.header("content-type")).containsExactly("application/problem+json");
        assertThat(Integer.parseInt(refused.header("Retry-After").getFirst())).isBetween(1, 12);
        assertThat(refused.header("RateLimit").getFirst()).startsWith("\"partner\";r=0;t=");
        assertThat(patient.gotNothing()).isTrue();
        assertThat(partner("quiet", "", "GET", PATIENT).status()).isEqualTo(200);
        assertThat(get(PATIENT).status()).isEqualTo(200);
        assertThat(partner("busy", "", "POST", OBSERVATIONS).status()).isEqualTo(200);
        assertThat(partner("busy", "", "POST", STOP).status()).isEqualTo(200);
    }

    @Test
    void onlyTheGatewaySpeaksOfItsLimits() throws Exception {
        patient.on(
                PATIENT,
                (request, peer) -> peer.json(200, "{}", "RateLimit: \"x\";r=1;t=1", "RateLimit-Policy: \"x\";q=1"));

        var reply = get(PATIENT);

        assertThat(reply.header("RateLimit")).hasSize(1);
        assertThat(reply.header("RateLimit").getFirst()).startsWith("\"person\";r=");
        assertThat(reply.header("RateLimit-Policy")).hasSize(1);
    }

    @Test
    void aReachedLinkIsLimitedByAddress() throws Exception {
        var reply = raw("POST /v1/answer-session HTTP/1.1\r\nHost: g\r\nAuthorization: AnswerLink abc\r\n"
                + "Content-Length: 0\r\n\r\n");

        assertThat(reply.header("RateLimit-Policy")).containsExactly("\"open\";q=1000000;w=60");
    }

    @Test
    void aScopeNarrowsWhatTheRoleAllows() throws Exception {
        var reading = partner("scoped", "system/Patient.r", "GET", PATIENT);
        patient.forget();
        var writing = partner("scoped", "system/Patient.r", "POST", PATIENT + "/facts");
        var elsewhere =
                partner("scoped", "system/*.cruds", "GET", "/v1/clinics/" + DemoClinic.CARTAGENA.id() + "/staff");

        assertThat(reading.status()).isEqualTo(200);
        assertThat(writing.status()).isEqualTo(403);
        assertThat(code(writing)).isEqualTo("INSUFFICIENT_SCOPE");
        assertThat(writing.header("WWW-Authenticate").getFirst()).contains("error=\"insufficient_scope\"");
        assertThat(elsewhere.status()).isEqualTo(404);
        assertThat(code(elsewhere)).isEqualTo("NOT_FOUND");
        assertThat(patient.gotNothing()).isTrue();
    }

    @Test
    void theServiceIsToldHowLongItsAnswerIsWaitedFor() throws Exception {
        get(PATIENT, "X-Deadline-Millis: 999999999");

        assertThat(patient.next().header("X-Deadline-Millis")).containsExactly("1200");
    }
}
