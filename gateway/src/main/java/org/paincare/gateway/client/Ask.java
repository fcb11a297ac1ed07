package org.paincare.gateway.client;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.paincare.gateway.access.Holder;
import org.paincare.gateway.edge.RequestIds;
import org.paincare.gateway.problem.ProblemCode;
import org.paincare.gateway.route.Route;

/** A request about the registry, read from the wire so that it can be answered on another thread. */
record Ask(
        String method,
        String template,
        List<String> segments,
        MultiMap query,
        MultiMap headers,
        Buffer body,
        Holder holder,
        RequestIds ids) {

    private static final Pattern UUIDS = Pattern.compile("[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}");
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,128}");

    static Ask of(HttpServerRequest request, Route route, Buffer body, Holder holder, RequestIds ids) {
        return new Ask(
                request.method().name(),
                route.template().text(),
                List.of(request.path().substring(1).split("/")),
                request.params(),
                request.headers(),
                body,
                holder,
                ids);
    }

    boolean reads() {
        return method.equals("GET") || method.equals("HEAD");
    }

    /** @throws Refused NOT_FOUND: what is no id names nothing */
    UUID clientId() {
        return uuid(segments.get(2)).orElseThrow(() -> Refused.with(ProblemCode.NOT_FOUND));
    }

    /** Who asks, where the issuer numbers its people as we do. */
    @Nullable
    UUID caller() {
        return uuid(holder.subject()).orElse(null);
    }

    /** @throws Refused MALFORMED_PARAMETER where it is said twice */
    @Nullable
    String parameter(String name) {
        List<String> said = query.getAll(name);
        if (said.size() > 1) {
            throw Refused.with(ProblemCode.MALFORMED_PARAMETER);
        }
        return said.isEmpty() ? null : said.getFirst();
    }

    /**
     * The clinic whose registry is meant: the caller's own, or the one that somebody names who works for all of them.
     *
     * @throws Refused NOT_FOUND for another's, MALFORMED_PARAMETER where one has to be named
     */
    UUID clinic(@Nullable String named) {
        UUID asked =
                named == null ? null : uuid(named).orElseThrow(() -> Refused.with(ProblemCode.MALFORMED_PARAMETER));
        if (Rights.across(holder)) {
            return Optional.ofNullable(asked).orElseThrow(() -> Refused.with(ProblemCode.MALFORMED_PARAMETER));
        }
        UUID own = uuid(holder.clinic()).orElseThrow(() -> Refused.with(ProblemCode.FORBIDDEN));
        if (asked != null && !asked.equals(own)) {
            throw Refused.with(ProblemCode.NOT_FOUND);
        }
        return own;
    }

    /** @throws Refused MALFORMED_REQUEST where it is no key */
    @Nullable
    String idempotencyKey() {
        List<String> keys = headers.getAll("Idempotency-Key");
        if (keys.isEmpty()) {
            return null;
        }
        if (keys.size() > 1 || !KEY.matcher(keys.getFirst()).matches()) {
            throw Refused.with(ProblemCode.MALFORMED_REQUEST);
        }
        return keys.getFirst();
    }

    static Optional<UUID> uuid(@Nullable String text) {
        return text != null && UUIDS.matcher(text).matches() ? Optional.of(UUID.fromString(text)) : Optional.empty();
    }
}
