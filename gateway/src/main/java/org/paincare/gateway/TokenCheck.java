package org.paincare.gateway;

import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.oidc.TenantIdentityProvider;
import io.quarkus.oidc.runtime.TenantConfigBean;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Locale;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.paincare.gateway.access.Holder;
import org.paincare.gateway.problem.ProblemCode;
import org.paincare.gateway.settings.GatewaySettings;

/**
 * Lets a request pass only with an access token of our issuer, for our audience, within its time, signed with an accepted
 * algorithm. What the token allows is decided by the services, which check it again: the gateway is no border of trust.
 */
@Singleton
class TokenCheck {

    private static final Logger LOG = Logger.getLogger(TokenCheck.class);
    private static final int MAX_TOKEN = 8 * 1024;

    /** While the issuer's keys are unknown they are asked for once in this time, not once per request. */
    private static final long BETWEEN_ATTEMPTS_NANOS = 1_000_000_000;

    private final TenantIdentityProvider issuer;
    private final TenantConfigBean tenants;
    private final GatewaySettings.Token settings;
    private final CheckedTokens checked;
    private volatile long lastVain = System.nanoTime() - BETWEEN_ATTEMPTS_NANOS;

    TokenCheck(TenantIdentityProvider issuer, TenantConfigBean tenants, GatewaySettings settings) {
        this.issuer = issuer;
        this.tenants = tenants;
        this.settings = settings.token();
        this.checked = new CheckedTokens(this.settings.trusted(), InstantSource.system());
    }

    /** What was found of a request's token. */
    sealed interface Finding {}

    record Good(Holder holder) implements Finding {}

    record Bad(ProblemCode code) implements Finding {}

    /** Completes on the request's own event loop. */
    Future<Finding> check(RoutingContext context) {
        String token = bearer(context);
        if (token == null || !looksRight(token)) {
            return refused(ProblemCode.UNAUTHENTICATED);
        }
        Holder known = checked.find(token);
        if (known != null) {
            return Future.succeededFuture(new Good(known));
        }
        if (!keysKnown() && System.nanoTime() - lastVain < BETWEEN_ATTEMPTS_NANOS) {
            return refused(ProblemCode.IDENTITY_UNAVAILABLE);
        }
        Context loop = context.vertx().getOrCreateContext();
        Promise<Finding> answer = Promise.promise();
        issuer.authenticate(new AccessTokenCredential(token))
                .map(identity -> good(token, identity))
                .subscribe()
                .with(
                        found -> loop.runOnContext(v -> answer.complete(found)),
                        failure -> loop.runOnContext(v -> answer.complete(new Bad(why(failure)))));
        return answer.future();
    }

    private Finding good(String token, SecurityIdentity identity) {
        if (!(identity.getPrincipal() instanceof JsonWebToken verified)) {
            return new Bad(ProblemCode.UNAUTHENTICATED);
        }
        Holder holder = Holder.of(claims(token));
        checked.add(token, holder, Instant.ofEpochSecond(verified.getExpirationTime()));
        return new Good(holder);
    }

    /** The payload of a token whose signature was verified. */
    private static JsonObject claims(String verified) {
        return new JsonObject(
                new String(Base64.getUrlDecoder().decode(verified.split("\\.")[1]), StandardCharsets.UTF_8));
    }

    private static Future<Finding> refused(ProblemCode code) {
        return Future.succeededFuture(new Bad(code));
    }

    private ProblemCode why(Throwable failure) {
        if (!keysKnown()) {
            lastVain = System.nanoTime();
            LOG.warnf("The issuer's keys cannot be fetched: %s", failure.getMessage());
            return ProblemCode.IDENTITY_UNAVAILABLE;
        }
        // With the keys known, whatever fails is the token's own fault: also a key id that the issuer does not have.
        return ProblemCode.UNAUTHENTICATED;
    }

    private boolean keysKnown() {
        return tenants.getDefaultTenant().ready();
    }

    /** {@code WWW-Authenticate} of a 403 for want of a scope (RFC 6750, 3.1). */
    static final String INSUFFICIENT = "Bearer realm=\"paincare\", error=\"insufficient_scope\"";

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
    private boolean looksRight(String token) {
        if (token.length() > MAX_TOKEN) {
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
