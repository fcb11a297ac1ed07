package org.paincare.testing.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.json.JsonUtil;

/**
 * Makes access tokens without asking the issuer, with its key: good ones, and every kind that a service must refuse.
 *
 * <p>For tests only; whoever holds the issuer's folder can be anybody.
 */
public final class TestTokens {

    private static final String CLIENT = "paincare-cli";

    /** Half of the two minutes in which a sign-in is fresh enough to sign with. */
    private static final long REUSED_NANOS = 60_000_000_000L;

    /** Signing takes a young JVM 50 ms of its processor, and tests ask for a token at each of their requests. */
    private static final Map<List<Object>, Kept> GOOD = new ConcurrentHashMap<>();

    private record Kept(String token, long madeAt) {}

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final IssuerKey key;
    private final IssuerTokens tokens;
    private final Path foreignKeys;

    private TestTokens(IssuerKey key, IssuerTokens tokens, Path foreignKeys) {
        this.key = key;
        this.tokens = tokens;
        this.foreignKeys = foreignKeys;
    }

    /**
     * @param data the issuer's folder
     * @param issuer its url
     */
    public static TestTokens of(Path data, String issuer) {
        try {
            IssuerKey key = IssuerKey.keptIn(data);
            return new TestTokens(
                    key,
                    new IssuerTokens(issuer, key, InstantSource.system(), Duration.ofMinutes(15)),
                    data.resolve("another-issuer"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A good token of somebody who entered the password in the last minute. */
    public String of(Identity who) {
        long now = System.nanoTime();
        return GOOD.compute(
                        List.of(tokens.issuer(), key.jwk().getKeyId(), who),
                        (same, old) -> old != null && now - old.madeAt() < REUSED_NANOS
                                ? old
                                : new Kept(changed(who, claims -> {}), now))
                .token();
    }

    /** A good token of somebody who entered the password then (step-up looks at this). */
    public String of(Identity who, Instant authTime) {
        return changed(who, claims -> claims.put("auth_time", authTime.getEpochSecond()));
    }

    /** A rightly signed token whose claims are as wrong as the caller makes them. */
    public String changed(Identity who, Consumer<Map<String, Object>> change) {
        return tokens.sign(claims(who, change), IssuerTokens.ACCESS_TYPE);
    }

    /** Every kind of token that must be answered 401, by its name in the tests' output. */
    public Map<String, String> broken(Identity who) {
        long now = Instant.now().getEpochSecond();
        Map<String, String> kinds = new LinkedHashMap<>();
        kinds.put("alg none", algorithmNone(who));
        kinds.put("HS256 with the public key", symmetric(who));
        kinds.put("wrong kid", foreign(who, false));
        kinds.put("right kid, wrong key", foreign(who, true));
        kinds.put("expired", changed(who, claims -> {
            claims.put("nbf", now - 7_200);
            claims.put("iat", now - 7_200);
            claims.put("exp", now - 3_600);
        }));
        kinds.put("not yet valid", changed(who, claims -> claims.put("nbf", now + 3_600)));
        kinds.put("no expiry", changed(who, claims -> claims.remove("exp")));
        kinds.put("no audience", changed(who, claims -> claims.remove("aud")));
        kinds.put("other audience", changed(who, claims -> claims.put("aud", List.of("another-api"))));
        kinds.put("other issuer", changed(who, claims -> claims.put("iss", "http://localhost:1")));
        kinds.put("ID token", tokens.id(who, CLIENT, "nonce", Instant.now()));
        kinds.put("tampered clinic", tampered(who));
        kinds.put("no signature", of(who).replaceFirst("[^.]+$", ""));
        kinds.put("not a token", "not-a-token");
        return kinds;
    }

    private String algorithmNone(Identity who) {
        return part(Map.of("alg", "none", "typ", IssuerTokens.ACCESS_TYPE)) + "." + part(claims(who, c -> {})) + ".";
    }

    private String symmetric(Identity who) {
        String signed = part(Map.of(
                        "alg",
                        "HS256",
                        "typ",
                        IssuerTokens.ACCESS_TYPE,
                        "kid",
                        key.jwk().getKeyId()))
                + "." + part(claims(who, c -> {}));
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.jwk().getRsaPublicKey().getEncoded(), "HmacSHA256"));
            return signed + "." + BASE64.encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII)));
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private String foreign(Identity who, boolean ourKid) {
        try {
            IssuerKey other = IssuerKey.keptIn(foreignKeys);
            if (ourKid) {
                other.jwk().setKeyId(key.jwk().getKeyId());
            }
            IssuerTokens signer = new IssuerTokens("-", other, InstantSource.system(), Duration.ofMinutes(15));
            return signer.sign(claims(who, c -> {}), IssuerTokens.ACCESS_TYPE);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A good token's signature under claims that name the other clinic. */
    private String tampered(Identity who) {
        String[] parts = of(who).split("\\.");
        DemoClinic other = DemoClinic.BOGOTA.slug().equals(who.clinic()) ? DemoClinic.CARTAGENA : DemoClinic.BOGOTA;
        String claims = part(claims(who, changed -> {
            changed.put("clinic_id", other.id().toString());
            changed.put("clinic", other.slug());
        }));
        return parts[0] + "." + claims + "." + parts[2];
    }

    private Map<String, Object> claims(Identity who, Consumer<Map<String, Object>> change) {
        Map<String, Object> claims = tokens.accessClaims(who, CLIENT, "openid profile", Instant.now());
        change.accept(claims);
        return claims;
    }

    private static String part(Map<String, Object> json) {
        return BASE64.encodeToString(JsonUtil.toJson(json).getBytes(StandardCharsets.UTF_8));
    }
}
