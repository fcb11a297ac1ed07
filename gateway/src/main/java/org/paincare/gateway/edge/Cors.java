package org.paincare.gateway.edge;

import io.vertx.core.MultiMap;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Which web pages may read answers. Callers carry bearer tokens, never cookies, so credentials are not allowed.
 *
 * @param origins   exact origins ({@code https://app.example.org})
 * @param localhost  whether any origin on this machine is allowed, for development
 * @param registered whether a clinic has registered a client with that origin
 */
public record Cors(Set<String> origins, boolean localhost, Predicate<String> registered) {

    private static final Pattern LOCALHOST = Pattern.compile("http://(localhost|127\\.0\\.0\\.1)(:\\d{1,5})?");
    private static final String EXPOSED =
            "ETag, Location, Link, Retry-After, RateLimit, RateLimit-Policy, X-Request-Id, Deprecation, Sunset";
    private static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE";
    private static final String HEADERS =
            "Authorization, Content-Type, Accept, Accept-Language, If-Match, If-None-Match,"
                    + " Idempotency-Key, Last-Event-ID, X-Request-Id, traceparent, tracestate";

    public Cors {
        origins = Set.copyOf(origins);
    }

    public boolean allows(String origin) {
        return byOperator(origin) || registered.test(origin);
    }

    /** Whether the installation itself lets the origin in, for any client. */
    public boolean byOperator(String origin) {
        return origins.contains(origin)
                || (localhost && LOCALHOST.matcher(origin).matches());
    }

    /** Takes back what {@link #allow} said: the page is not one of that caller's. */
    public void disallow(MultiMap headers) {
        headers.remove("Access-Control-Allow-Origin").remove("Access-Control-Expose-Headers");
    }

    /** Headers of an answer to an allowed origin. */
    public void allow(String origin, MultiMap headers) {
        headers.set("Access-Control-Allow-Origin", origin).set("Access-Control-Expose-Headers", EXPOSED);
    }

    /** Headers of the answer to a preflight of an allowed origin; browsers keep it for ten minutes. */
    public void preflight(MultiMap headers) {
        headers.set("Access-Control-Allow-Methods", METHODS)
                .set("Access-Control-Allow-Headers", HEADERS)
                .set("Access-Control-Max-Age", "600");
    }
}
