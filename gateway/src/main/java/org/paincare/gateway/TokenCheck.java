package org.paincare.gateway;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.paincare.gateway.problem.ProblemCode;
import org.paincare.gateway.settings.GatewaySettings;

/**
 * Lets a request pass only with an access token of our issuer, for our audience, within its time, signed with an accepted
 * algorithm. What the token allows is decided by the services, which check it again: the gateway is no border of trust.
 */
@Singleton
class TokenCheck {

    private static final int MAX_TOKEN = 8 * 1024;

    private final IdentityProviderManager identities;
    private final GatewaySettings.Token settings;

    TokenCheck(IdentityProviderManager identities, GatewaySettings settings) {
        this.identities = identities;
        this.settings = settings.token();
    }

    /** Completes on the request's own event loop: empty where the token is good, else with the refusal. */
    Future<Optional<ProblemCode>> check(RoutingContext context) {
        if (!looksRight(bearer(context))) {
            return Future.succeededFuture(Optional.of(ProblemCode.UNAUTHENTICATED));
        }
        Context loop = context.vertx().getOrCreateContext();
        Promise<Optional<ProblemCode>> checked = Promise.promise();
        QuarkusHttpUser.getSecurityIdentity(context, identities)
                .subscribe()
                .with(
                        identity -> loop.runOnContext(v -> checked.complete(
                                identity.isAnonymous() ? Optional.of(ProblemCode.UNAUTHENTICATED) : Optional.empty())),
                        failure -> loop.runOnContext(v -> checked.complete(Optional.of(
                                failure instanceof AuthenticationFailedException
                                        ? ProblemCode.UNAUTHENTICATED
                                        : ProblemCode.IDENTITY_UNAVAILABLE))));
        return checked.future();
    }

    /** {@code WWW-Authenticate} of a 401 (RFC 6750, 3): the error is named only where a token was sent. */
    static String challenge(RoutingContext context) {
        return bearer(context) == null
                ? "Bearer realm=\"paincare\""
                : "Bearer realm=\"paincare\", error=\"invalid_token\"";
    }

    private static @Nullable String bearer(RoutingContext context) {
        String header = context.request().getHeader(HttpHeaders.AUTHORIZATION);
        return header != null && header.regionMatches(true, 0, "Bearer ", 0, 7) ? header.substring(7) : null;
    }

    /** Three parts, and a header that names an accepted algorithm and type; spares the signature of everything else. */
    private boolean looksRight(@Nullable String token) {
        if (token == null || token.length() > MAX_TOKEN) {
            return false;
        }
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) {
            return false;
        }
        try {
            var header = new JsonObject(new String(Base64.getUrlDecoder().decode(parts[0]), StandardCharsets.UTF_8));
            return header.getValue("alg") instanceof String algorithm
                    && header.getValue("typ") instanceof String type
                    && settings.algorithms().contains(algorithm)
                    && settings.types().contains(type.toLowerCase(Locale.ROOT));
        } catch (RuntimeException e) {
            // Not base64url, or not JSON: what a caller may send.
            return false;
        }
    }
}
