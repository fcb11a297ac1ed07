package org.paincare.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.HmacKey;
import org.junit.jupiter.api.Test;

/** Whose tokens are let through. */
@QuarkusTest
class TokenTest extends WireTest {

    @Test
    void noForgedOrForeignTokenPassesAndTheIssuerIsNotPestered() throws Exception {
        get(PATIENT);
        patient.next();
        int fetches = issuer.keyFetches();

        badTokens().forEach((why, token) -> {
            try {
                var reply =
                        raw("GET " + PATIENT + " HTTP/1.1\r\nHost: g\r\nAuthorization: Bearer " + token + "\r\n\r\n");
                assertThat(reply.status()).as(why).isEqualTo(401);
                assertThat(code(reply)).as(why).isEqualTo("UNAUTHENTICATED");
                assertThat(reply.header("WWW-Authenticate").getFirst()).as(why).contains("error=\"invalid_token\"");
            } catch (Exception e) {
                throw new AssertionError(why, e);
            }
        });

        assertThat(patient.gotNothing()).isTrue();
        assertThat(issuer.keyFetches() - fetches).isLessThanOrEqualTo(1);
    }

    private Map<String, String> badTokens() throws Exception {
        var bad = new LinkedHashMap<String, String>();
        String good = issuer.token();
        var foreign = TestIssuer.newKey("other");
        var posing = TestIssuer.newKey("test-key");
        bad.put("not a token", "abc");
        bad.put(
                "algorithm none",
                part("{\"alg\":\"none\",\"typ\":\"at+jwt\"}")
                        + part(issuer.claims().toJson()) + "");
        bad.put("HS256 with the public key", hs256());
        bad.put(
                "algorithm not accepted",
                part("{\"alg\":\"PS512\",\"typ\":\"at+jwt\",\"kid\":\"test-key\"}") + "e30.x");
        bad.put("unknown key id", TestIssuer.sign(issuer.claims(), foreign, "at+jwt"));
        bad.put("the unknown key id again", TestIssuer.sign(issuer.claims(), foreign, "at+jwt"));
        bad.put("own key under the known id", TestIssuer.sign(issuer.claims(), posing, "at+jwt"));
        bad.put("signature cut", good.substring(0, good.length() - 6));
        bad.put(
                "payload changed",
                good.replaceFirst("\\.[^.]+\\.", "." + part(issuer.claims().toJson())));
        bad.put("expired", signed(claims -> claims.setExpirationTime(NumericDate.fromSeconds(1_700_000_000))));
        bad.put("not yet valid", signed(claims -> claims.setNotBefore(NumericDate.fromSeconds(4_000_000_000L))));
        bad.put("no audience", signed(claims -> claims.unsetClaim("aud")));
        bad.put("other audience", signed(claims -> claims.setAudience("other-api")));
        bad.put("other issuer", signed(claims -> claims.setIssuer("https://evil.example")));
        bad.put("no subject", signed(claims -> claims.unsetClaim("sub")));
        bad.put("no expiry", signed(claims -> claims.unsetClaim("exp")));
        bad.put("ID token", TestIssuer.sign(issuer.claims(), issuer.key(), "JWT"));
        bad.put("very long", "a".repeat(9000) + ".b.c");
        return bad;
    }

    private interface Change {
        void to(JwtClaims claims);
    }

    private String signed(Change change) throws Exception {
        JwtClaims claims = issuer.claims();
        change.to(claims);
        return TestIssuer.sign(claims, issuer.key(), "at+jwt");
    }

    private String hs256() throws Exception {
        var signature = new JsonWebSignature();
        signature.setPayload(issuer.claims().toJson());
        signature.setKey(new HmacKey(issuer.key().getRsaPublicKey().getEncoded()));
        signature.setKeyIdHeaderValue("test-key");
        signature.setAlgorithmHeaderValue("HS256");
        signature.setHeader("typ", "at+jwt");
        return signature.getCompactSerialization();
    }

    private static String part(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8)) + ".";
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
