package org.paincare.platform.problem;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.Text;

/**
 * A refusal or failure on its way to the caller; the only exception type that features throw for what a caller did.
 * Thrown inside a transaction it rolls it back, so a refused request changes nothing.
 *
 * <p>Its texts and members never carry personal data.
 */
public final class Problem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient ProblemCode code;
    private final transient @Nullable Text detail;
    private final transient List<Violation> violations;
    private final transient Map<String, Object> members = new LinkedHashMap<>();
    private final transient Map<String, String> headers = new LinkedHashMap<>();

    private Problem(ProblemCode code, @Nullable Text detail, List<Violation> violations) {
        super(code.name(), null, false, false);
        this.code = code;
        this.detail = detail;
        this.violations = List.copyOf(violations);
    }

    public static Problem of(ProblemCode code) {
        return new Problem(code, null, List.of());
    }

    public static Problem of(ProblemCode code, Text detail) {
        return new Problem(code, detail, List.of());
    }

    public static Problem of(ProblemCode code, List<Violation> violations) {
        return new Problem(code, null, violations);
    }

    public static Problem of(ProblemCode code, Violation violation) {
        return new Problem(code, null, List.of(violation));
    }

    /** Adds an extension member, for example {@code currentState} or {@code allowedCommands}. */
    public Problem with(String member, Object value) {
        members.put(member, value);
        return this;
    }

    /** Adds a header to the answer, for example {@code Retry-After} or {@code ETag}. */
    public Problem header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    public ProblemCode code() {
        return code;
    }

    public @Nullable Text detail() {
        return detail;
    }

    public List<Violation> violations() {
        return violations;
    }

    public Map<String, Object> members() {
        return members;
    }

    public Map<String, String> headers() {
        return headers;
    }
}
