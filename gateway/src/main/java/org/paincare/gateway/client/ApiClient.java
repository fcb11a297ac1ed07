package org.paincare.gateway.client;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paincare.gateway.access.Scopes;
import org.paincare.gateway.limit.RateClass;

/**
 * A program of a partner, a frontend or a device as one clinic has let it in. The issuer knows its secret, the gateway what
 * it may do here; a client that works for two clinics is registered by each.
 *
 * @param clientId  what the issuer calls it ({@code azp} of its tokens)
 * @param version   1 when it was registered, one more with every change; nothing is overwritten
 * @param changedBy the subject of the token that made this version, null where the gateway was told at its start
 */
record ApiClient(
        UUID id,
        UUID clinicId,
        String clientId,
        int version,
        Terms terms,
        Instant registeredAt,
        Instant changedAt,
        @Nullable UUID changedBy,
        @Nullable String reason) {

    /** Whether it may call. */
    enum Status {
        ACTIVE,
        SUSPENDED,
        /** For good: to let it in again it is registered anew at the issuer, under another id. */
        REVOKED
    }

    /** Whom to write to about it. */
    record Contact(String name, String email) {}

    /**
     * What a change may change.
     *
     * @param scopes       SMART-like, at least one; a token's own can only take away from them
     * @param origins      where its pages are served from; empty for what is no web page
     * @param monthlyQuota requests in a month by UTC but for the bedside, null for no bound
     */
    record Terms(
            String name,
            Contact contact,
            List<String> scopes,
            List<String> origins,
            RateClass rateClass,
            @Nullable Long monthlyQuota,
            Status status) {

        Terms {
            scopes = List.copyOf(scopes);
            origins = List.copyOf(origins);
        }
    }

    String etag() {
        return "\"v" + version + "\"";
    }

    boolean isActive() {
        return terms.status() == Status.ACTIVE;
    }

    Scopes allowed() {
        return Scopes.of(terms.scopes());
    }
}
