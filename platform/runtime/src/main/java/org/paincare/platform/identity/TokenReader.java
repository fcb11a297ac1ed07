package org.paincare.platform.identity;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.inject.Singleton;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.tenancy.CurrentClinic;

/** Reads a verified token's claims; a token that lacks what its role needs is no token. */
@Singleton
public class TokenReader {

    /** The caller, or empty where the identity is anonymous or the claims do not fit together. */
    Optional<Caller> read(SecurityIdentity identity) {
        if (identity.isAnonymous() || !(identity.getPrincipal() instanceof JsonWebToken token)) {
            return Optional.empty();
        }
        var subject = uuid(token.getSubject());
        var roles = EnumSet.noneOf(Role.class);
        if (token.getClaim("roles") instanceof JsonArray names) {
            for (var name : names) {
                if (name instanceof JsonString text) {
                    Role.of(text.getString()).ifPresent(roles::add);
                }
            }
        }
        if (subject == null || roles.isEmpty()) {
            return Optional.empty();
        }
        var clinic = uuid(text(token.getClaim("clinic_id")));
        var withoutClinic = roles.contains(Role.OPS) || roles.contains(Role.SERVICE);
        if (withoutClinic ? clinic != null || roles.size() > 1 : clinic == null) {
            return Optional.empty();
        }
        var patient = uuid(text(token.getClaim("patient_id")));
        if (roles.contains(Role.PATIENT) && patient == null) {
            return Optional.empty();
        }
        return Optional.of(new Caller(
                subject,
                Optional.ofNullable(text(token.getClaim("name"))).orElse(""),
                clinic == null ? CurrentClinic.NONE : clinic,
                roles,
                patient,
                seconds(token.getClaim("auth_time")),
                Optional.ofNullable(text(token.getClaim("azp"))).orElse("")));
    }

    private static @Nullable String text(@Nullable Object claim) {
        return switch (claim) {
            case null -> null;
            case JsonString json -> json.getString();
            default -> claim.toString();
        };
    }

    private static @Nullable Instant seconds(@Nullable Object claim) {
        return switch (claim) {
            case JsonNumber json -> Instant.ofEpochSecond(json.longValue());
            case Number number -> Instant.ofEpochSecond(number.longValue());
            case null, default -> null;
        };
    }

    private static @Nullable UUID uuid(@Nullable String text) {
        try {
            return text == null || text.length() != 36 ? null : UUID.fromString(text);
        } catch (IllegalArgumentException notAnId) {
            return null;
        }
    }
}
