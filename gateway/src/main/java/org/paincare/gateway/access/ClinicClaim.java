package org.paincare.gateway.access;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which clinic a verified token is for, as the services read it: the claim {@code clinic_id}, or the attribute of that name
 * of the one organisation whose member it speaks for, as Keycloak writes it.
 */
public final class ClinicClaim {

    private static final String NAME = "clinic_id";

    private ClinicClaim() {}

    /** In lower case; null where there is none, or where the token does not say one thing. */
    public static @Nullable String of(JsonObject claims) {
        if (!claims.containsKey("organization")) {
            return lower(claims.getValue(NAME));
        }
        String ofOrganisation = claims.getValue("organization") instanceof JsonObject organisations
                        && organisations.size() == 1
                        && organisations.iterator().next().getValue() instanceof JsonObject one
                        && one.getValue(NAME) instanceof JsonArray ids
                        && ids.size() == 1
                ? lower(ids.getValue(0))
                : null;
        return !claims.containsKey(NAME)
                        || ofOrganisation != null && ofOrganisation.equals(lower(claims.getValue(NAME)))
                ? ofOrganisation
                : null;
    }

    private static @Nullable String lower(@Nullable Object id) {
        return id instanceof String text ? text.toLowerCase(Locale.ROOT) : null;
    }
}
