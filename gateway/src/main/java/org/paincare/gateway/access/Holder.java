package org.paincare.gateway.access;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whom a verified token speaks for.
 *
 * @param key     tells callers apart: the client and its subject, the subject alone for people
 * @param clinic  the clinic the token is bound to, null for those who belong to none
 * @param machine whether it is a partner, a device or a service rather than a person
 * @param client  the program that got the token, null where the issuer names none
 * @param subject who that is at the issuer
 * @param roles   as the issuer names them
 * @param patient the one patient whose record a patient's own token is about
 */
public record Holder(
        String key,
        @Nullable String clinic,
        boolean machine,
        @Nullable String client,
        @Nullable String subject,
        Set<String> roles,
        @Nullable String patient,
        Scopes scopes) {

    public Holder {
        roles = Set.copyOf(roles);
    }

    private static final Set<String> MACHINES = Set.of("partner", "device", "service");

    /** @param claims of a token whose signature, issuer, audience and times were checked */
    public static Holder of(JsonObject claims) {
        String subject = text(claims, "sub");
        Set<String> roles = roles(claims);
        boolean machine = roles.stream().anyMatch(MACHINES::contains);
        String client = text(claims, "azp");
        if (client == null) {
            client = text(claims, "client_id");
        }
        String key = machine && client != null ? client + "/" + subject : String.valueOf(subject);
        return new Holder(
                key,
                ClinicClaim.of(claims),
                machine,
                client,
                subject,
                roles,
                lower(text(claims, "patient_id")),
                Scopes.of(scope(claims)));
    }

    private static Set<String> roles(JsonObject claims) {
        return claims.getValue("roles") instanceof JsonArray roles
                ? roles.stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .collect(Collectors.toSet())
                : Set.of();
    }

    /** Providers write it as a text or as a list, some under another name. */
    private static String scope(JsonObject claims) {
        Object scope = claims.containsKey("scope") ? claims.getValue("scope") : claims.getValue("scp");
        if (scope instanceof JsonArray list) {
            return list.stream().map(String::valueOf).collect(Collectors.joining(" "));
        }
        return scope instanceof String text ? text : "";
    }

    private static @Nullable String text(JsonObject claims, String name) {
        return claims.getValue(name) instanceof String text ? text : null;
    }

    private static @Nullable String lower(@Nullable String id) {
        return id == null ? null : id.toLowerCase(Locale.ROOT);
    }
}
