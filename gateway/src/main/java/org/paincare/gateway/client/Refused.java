package org.paincare.gateway.client;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.paincare.gateway.problem.Problem.Violation;
import org.paincare.gateway.problem.ProblemCode;

/** A request about the registry that cannot be done; nothing was. */
final class Refused extends RuntimeException {

    private final transient ProblemCode code;
    private final transient List<Violation> violations;
    private final transient @Nullable String etag;

    private Refused(ProblemCode code, List<Violation> violations, @Nullable String etag) {
        super(code.name(), null, false, false);
        this.code = code;
        this.violations = violations;
        this.etag = etag;
    }

    static Refused with(ProblemCode code) {
        return new Refused(code, List.of(), null);
    }

    static Refused with(ProblemCode code, List<Violation> violations) {
        return new Refused(code, violations, null);
    }

    static Refused stale(ApiClient current) {
        return new Refused(ProblemCode.STALE, List.of(), current.etag());
    }

    ProblemCode code() {
        return code;
    }

    List<Violation> violations() {
        return violations;
    }

    /** The current version, where the caller had another. */
    @Nullable
    String etag() {
        return etag;
    }
}
