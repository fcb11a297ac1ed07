package org.paincare.platform.identity;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which clinic a verified token is for: the claim {@code clinic_id}, or the attribute of that name of the one organisation
 * whose member it speaks for, as Keycloak writes it ({@code "organization": {"bogota": {"clinic_id": ["..."]}}}).
 */
final class ClinicClaim {

    private static final String NAME = "clinic_id";

    private ClinicClaim() {}

    /** Null where there is none, or where the token does not say one thing: two organisations, or two clinics. */
    static @Nullable UUID of(JsonNode claims) {
        var organisations = claims.path("organization");
        if (organisations.isMissingNode()) {
            return uuid(claims.path(NAME));
        }
        var ofOrganisation =
                organisations.size() == 1 ? only(organisations.iterator().next().path(NAME)) : null;
        return !claims.has(NAME) || uuid(claims.path(NAME)) instanceof UUID own && own.equals(ofOrganisation)
                ? ofOrganisation
                : null;
    }

    private static @Nullable UUID only(JsonNode values) {
        return values.isArray() && values.size() == 1 ? uuid(values.get(0)) : null;
    }

    static @Nullable UUID uuid(JsonNode claim) {
        var text = claim.textValue();
        try {
            return text == null || text.length() != 36 ? null : UUID.fromString(text);
        } catch (IllegalArgumentException notAnId) {
            return null;
        }
    }
}
