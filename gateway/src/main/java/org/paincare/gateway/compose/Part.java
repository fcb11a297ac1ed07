package org.paincare.gateway.compose;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import org.paincare.gateway.problem.ProblemCode;
import org.paincare.gateway.proxy.Failure;
import org.paincare.gateway.route.Upstream;

/** What one service gave to a composed answer. */
sealed interface Part {

    Upstream service();

    /** It answered its part. */
    record Given(Upstream service, JsonObject body) implements Part {}

    /** It has nothing at this path: it has not heard of the patient. */
    record Unknown(Upstream service) implements Part {}

    /** It refused the caller. */
    record Refused(Upstream service, int status, Buffer problem) implements Part {}

    /** It was down, too slow, or answered nonsense; {@code code} says which. */
    record Missing(Upstream service, ProblemCode code) implements Part {}

    static Part failed(Upstream service, Throwable failure) {
        return new Missing(service, Failure.of(failure));
    }

    static Part of(Upstream service, PartClient.Answer answer) {
        return switch (answer.status()) {
            case 200 -> given(service, answer.body());
            case 404 -> new Unknown(service);
            case 400, 401, 403, 422 -> new Refused(service, answer.status(), answer.body());
            case 429, 503 -> new Missing(service, ProblemCode.UPSTREAM_BUSY);
            default -> new Missing(service, ProblemCode.UPSTREAM_FAILED);
        };
    }

    private static Part given(Upstream service, Buffer body) {
        try {
            return new Given(service, new JsonObject(body));
        } catch (RuntimeException e) {
            // Not a JSON object: the part is as good as not there.
            return new Missing(service, ProblemCode.UPSTREAM_FAILED);
        }
    }
}
