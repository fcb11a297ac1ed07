package org.paincare.gateway.problem;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A refusal in the shape of RFC 9457.
 *
 * @param traceId what finds the request in the logs, null where it was too broken to get one
 * @param violations the fields of the body that are wrong
 */
public record Problem(
        ProblemCode code, Language language, @Nullable String traceId, List<Violation> violations) {

    /**
     * One field that is wrong.
     *
     * @param pointer where (RFC 6901)
     * @param code    its title says what
     */
    public record Violation(String pointer, ProblemCode code) {}

    public Problem {
        violations = List.copyOf(violations);
    }

    public static final String MEDIA_TYPE = "application/problem+json";

    public static Problem of(ProblemCode code, HttpServerRequest request, @Nullable String traceId) {
        return new Problem(code, Language.accepted(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE)), traceId, List.of());
    }

    public Problem at(String pointer) {
        return at(List.of(new Violation(pointer, code)));
    }

    public Problem at(List<Violation> wrong) {
        return new Problem(code, language, traceId, wrong);
    }

    public Buffer body() {
        var body = new JsonObject()
                .put("type", code.type())
                .put("title", code.title(language))
                .put("status", code.status())
                .put("detail", code.detail(language))
                .put("code", code.name());
        if (!violations.isEmpty()) {
            var wrong = new JsonArray();
            violations.forEach(violation -> wrong.add(new JsonObject()
                    .put("pointer", violation.pointer())
                    .put("code", violation.code().name())
                    .put("message", violation.code().detail(language))));
            body.put("violations", wrong);
        }
        if (traceId != null) {
            body.put("instance", "urn:trace:" + traceId).put("traceId", traceId);
        }
        return body.toBuffer();
    }

    /** Writes the whole answer; the caller adds headers of its own before, where it knows a better Retry-After that too. */
    public void send(HttpServerResponse response) {
        response.setStatusCode(code.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, MEDIA_TYPE)
                .putHeader("Content-Language", language.tag())
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        if (code.retryAfterSeconds() > 0 && !response.headers().contains("Retry-After")) {
            response.putHeader("Retry-After", Integer.toString(code.retryAfterSeconds()));
        }
        response.end(body());
    }
}
