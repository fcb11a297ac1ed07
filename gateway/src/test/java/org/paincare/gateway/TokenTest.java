package org.paincare.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whose tokens are let through. */
@QuarkusTest
class TokenTest extends WireTest {

    @Test
    void noForgedOrForeignTokenPassesAndTheIssuerIsNotPestered() throws Exception {
        get(PATIENT);
        patient.next();
        int fetches = Outside.keys().waiting();

        for (var bad : badTokens().entrySet()) {
            var reply = raw(
                    "GET " + PATIENT + " HTTP/1.1\r\nHost: g\r\nAuthorization: Bearer " + bad.getValue() + "\r\n\r\n");

            assertThat(reply.status()).as(bad.getKey()).isEqualTo(401);
            assertThat(code(reply)).as(bad.getKey()).isEqualTo("UNAUTHENTICATED");
            assertThat(reply.header("WWW-Authenticate").getFirst())
                    .as(bad.getKey())
                    .contains("error=\"invalid_token\"");
        }

        assertThat(patient.gotNothing()).isTrue();
        assertThat(Outside.keys().waiting() - fetches).isLessThanOrEqualTo(1);
    }

    private Map<String, String> badTokens() {
        Map<String, String> bad = tokens.broken(PRESCRIBER);
        assertThat(bad).containsKeys("alg none", "HS256 with the public key", "wrong kid", "ID token", "expired");
        bad.put("an ID token's type", retyped("JWT", "RS256"));
        bad.put("an algorithm not accepted", retyped("at+jwt", "PS512"));
        bad.put("the unknown key once more", bad.get("wrong kid"));
        bad.put("very long", "a".repeat(9000) + ".b.c");
        bad.put("four parts", tokens.of(PRESCRIBER) + ".x");
        bad.put("no subject", tokens.changed(PRESCRIBER, claims -> claims.remove("sub")));
        return bad;
    }

    private String retyped(String type, String algorithm) {
        String header = "{\"alg\":\"" + algorithm + "\",\"typ\":\"" + type + "\"}";
        return Base64.getUrlEncoder().withoutPadding().encodeToString(header.getBytes(StandardCharsets.UTF_8))
                + tokens.of(PRESCRIBER).substring(tokens.of(PRESCRIBER).indexOf('.'));
    }

    @Test
    void withoutATokenNoErrorIsNamed() throws Exception {
        var none = raw("GET " + PATIENT + " HTTP/1.1\r\nHost: g\r\n\r\n");
        var basic = raw("GET " + PATIENT + " HTTP/1.1\r\nHost: g\r\nAuthorization: Basic eDp5\r\n\r\n");

        assertThat(none.status()).isEqualTo(401);
        assertThat(none.header("WWW-Authenticate")).containsExactly("Bearer realm=\"paincare\"");
        assertThat(basic.status()).isEqualTo(401);
        assertThat(raw("GET " + PATIENT + " HTTP/1.1\r\nHost: g\r\nAuthorization: Bearer \r\n\r\n")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void aOneTimeLinkReachesItsServiceAsItIs() throws Exception {
        var reply = raw("POST /v1/answer-session HTTP/1.1\r\nHost: g\r\nAuthorization: AnswerLink abc\r\n"
                + "Content-Length: 0\r\n\r\n");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(outcome.next().header("Authorization")).containsExactly("AnswerLink abc");
    }

    @Test
    void anUpgradeToWebSocketNeedsATokenTooAndGoesOnAsAPlainRequest() throws Exception {
        String upgrade = "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

        var without = raw("GET " + PATIENT + " HTTP/1.1\r\nHost: g\r\n" + upgrade);
        assertThat(without.status()).isEqualTo(401);
        assertThat(patient.gotNothing()).isTrue();

        var with = raw(begin("GET", PATIENT) + upgrade);
        assertThat(with.status()).isEqualTo(200);
        assertThat(patient.next().header("Upgrade")).isEmpty();
    }
}
