package org.paincare.testing.local;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.lang.JoseException;
import org.jose4j.lang.UnresolvableKeyException;
import org.jspecify.annotations.Nullable;

/** Writes and reads the tokens: which claims there are and how long they hold. */
final class IssuerTokens {

    static final String AUDIENCE = "paincare-api";
    static final String ACCESS_TYPE = "at+jwt";

    /** Clocks of those who believe a token may be behind. */
    private static final Duration LEEWAY = Duration.ofMinutes(1);

    private final String issuer;
    private final IssuerKey key;
    private final InstantSource clock;
    private final Duration accessLife;

    IssuerTokens(String issuer, IssuerKey key, InstantSource clock, Duration accessLife) {
        this.issuer = issuer;
        this.key = key;
        this.clock = clock;
        this.accessLife = accessLife;
    }

    String issuer() {
        return issuer;
    }

    long accessLifeSeconds() {
        return accessLife.toSeconds();
    }

    /** From the next token on another key signs; what was signed before is believed for as long as it lives. */
    void changeKey() throws IOException {
        key.change(clock.instant(), accessLife.plus(LEEWAY));
    }

    List<Map<String, Object>> publicKeys() {
        return key.publicParts(clock.instant());
    }

    String access(Identity who, String clientId, String scope, Instant authTime) {
        return sign(accessClaims(who, clientId, scope, authTime), ACCESS_TYPE);
    }

    /** For the client that asked, about the person who logged in; no service accepts it as an access token. */
    String id(Identity who, String clientId, @Nullable String nonce, Instant authTime) {
        Map<String, Object> claims = common(who, authTime);
        claims.put("aud", clientId);
        if (nonce != null) {
            claims.put("nonce", nonce);
        }
        return sign(claims, "JWT");
    }

    Map<String, Object> accessClaims(Identity who, String clientId, String scope, Instant authTime) {
        Map<String, Object> claims = common(who, authTime);
        claims.put("aud", List.of(AUDIENCE));
        claims.put("azp", clientId);
        claims.put("scope", scope);
        claims.put("nbf", clock.instant().getEpochSecond());
        claims.put("jti", UUID.randomUUID().toString());
        return claims;
    }

    private Map<String, Object> common(Identity who, Instant authTime) {
        long now = clock.instant().getEpochSecond();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", issuer);
        claims.put("iat", now);
        claims.put("exp", now + accessLife.toSeconds());
        claims.put("auth_time", authTime.getEpochSecond());
        claims.putAll(about(who));
        return claims;
    }

    static Map<String, Object> about(Identity who) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("sub", who.sub().toString());
        claims.put("name", who.name());
        claims.put("preferred_username", who.username());
        claims.put("roles", who.roles());
        if (who.clinicId() != null && who.clinic() != null) {
            claims.put("clinic_id", who.clinicId().toString());
            claims.put("clinic", who.clinic());
        }
        if (who.patientId() != null) {
            claims.put("patient_id", who.patientId().toString());
        }
        return claims;
    }

    String sign(Map<String, Object> claims, String type) {
        RsaJsonWebKey present = key.jwk();
        JsonWebSignature signature = new JsonWebSignature();
        signature.setHeader("typ", type);
        signature.setKeyIdHeaderValue(present.getKeyId());
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        signature.setKey(present.getRsaPrivateKey());
        signature.setPayload(JsonUtil.toJson(claims));
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The claims of an access token that this issuer gave out and that still holds. */
    JwtClaims readAccess(String token) throws OAuthError {
        try {
            return new JwtConsumerBuilder()
                    .setVerificationKeyResolver((signed, within) -> key.believed(clock.instant()).stream()
                            .filter(one -> one.getKeyId().equals(signed.getKeyIdHeaderValue()))
                            .findFirst()
                            .orElseThrow(() -> new UnresolvableKeyException("none of ours"))
                            .getPublicKey())
                    .setJwsAlgorithmConstraints(
                            AlgorithmConstraints.ConstraintType.PERMIT, AlgorithmIdentifiers.RSA_USING_SHA256)
                    .setExpectedType(true, ACCESS_TYPE)
                    .setExpectedIssuer(issuer)
                    .setExpectedAudience(AUDIENCE)
                    .setRequireExpirationTime()
                    .setEvaluationTime(NumericDate.fromSeconds(clock.instant().getEpochSecond()))
                    .build()
                    .processToClaims(token);
        } catch (InvalidJwtException e) {
            throw new OAuthError(401, "invalid_token", "The access token is not valid.");
        }
    }
}
