package org.paincare.platform.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.tenancy.CurrentClinic;

/**
 * Reads a verified token's claims; a token that lacks what its role needs is no token. The claims are read from the
 * token's own text: the principal throws and catches an exception for each claim whose name it does not know.
 */
@Singleton
public class TokenReader {

    private static final String SEPARATOR = "\\.";

    private final ObjectMapper json;

    TokenReader(ObjectMapper json) {
        this.json = json;
    }

    /** The caller, or empty where the identity is anonymous or the claims do not fit together. */
    Optional<Caller> read(SecurityIdentity identity) {
        if (identity.isAnonymous() || !(identity.getPrincipal() instanceof JsonWebToken token)) {
            return Optional.empty();
        }
        var claims = claims(token.getRawToken());
        var subject = ClinicClaim.uuid(claims.path("sub"));
        var roles = EnumSet.noneOf(Role.class);
        for (var name : claims.path("roles")) {
            if (name.isTextual()) {
                Role.of(name.textValue()).ifPresent(roles::add);
            }
        }
        if (subject == null || roles.isEmpty()) {
            return Optional.empty();
        }
        var clinic = ClinicClaim.of(claims);
        var withoutClinic = roles.contains(Role.OPS) || roles.contains(Role.SERVICE);
        if (withoutClinic ? clinic != null || roles.size() > 1 : clinic == null) {
            return Optional.empty();
        }
        var patient = ClinicClaim.uuid(claims.path("patient_id"));
        if (roles.contains(Role.PATIENT) && patient == null) {
            return Optional.empty();
        }
        return Optional.of(new Caller(
                subject,
                Optional.ofNullable(text(claims, "name")).orElse(""),
                clinic == null ? CurrentClinic.NONE : clinic,
                roles,
                patient,
                seconds(claims.path("auth_time")),
                Optional.ofNullable(text(claims, "azp")).orElse("")));
    }

    /** When the token of an identity that {@link #read} took ends. */
    @Nullable
    Instant until(SecurityIdentity identity) {
        return identity.getPrincipal() instanceof JsonWebToken token
                ? seconds(claims(token.getRawToken()).path("exp"))
                : null;
    }

    /** The payload of a token whose signature has been verified. */
    private JsonNode claims(String verified) {
        try {
            return json.readTree(Base64.getUrlDecoder().decode(verified.split(SEPARATOR)[1]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable String text(JsonNode claims, String name) {
        return claims.path(name).textValue();
    }

    private static @Nullable Instant seconds(JsonNode claim) {
        return claim.isNumber() ? Instant.ofEpochSecond(claim.longValue()) : null;
    }
}
