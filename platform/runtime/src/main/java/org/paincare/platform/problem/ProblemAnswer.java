package org.paincare.platform.problem;

import io.opentelemetry.api.trace.Span;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Turns a {@link Problem} into the answer that leaves: {@code application/problem+json} in the caller's language. */
@ApplicationScoped
public class ProblemAnswer {

    public static final MediaType PROBLEM_JSON = new MediaType("application", "problem+json");

    /** The answer in the language of the request's {@code Accept-Language} (English without one). */
    public Response of(Problem problem, UriInfo uri, HttpHeaders request) {
        return of(problem, uri.getPath(), languageOf(request.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE)));
    }

    public Response of(Problem problem, String path, Locale language) {
        var body = new LinkedHashMap<String, Object>();
        body.put("type", problem.code().type());
        body.put("title", problem.code().title().in(language));
        body.put("status", problem.code().status());
        if (problem.detail() != null) {
            body.put("detail", problem.detail().in(language));
        }
        body.put("instance", path);
        body.put("code", problem.code().name());
        if (!problem.violations().isEmpty()) {
            body.put("violations", violations(problem.violations(), language));
        }
        body.putAll(problem.members());
        body.put("traceId", Span.current().getSpanContext().getTraceId());
        var answer = Response.status(problem.code().status())
                .type(PROBLEM_JSON)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(HttpHeaders.CONTENT_LANGUAGE, language.getLanguage())
                .entity(body);
        if (problem.code().status() == 503 && !problem.headers().containsKey(HttpHeaders.RETRY_AFTER)) {
            answer.header(HttpHeaders.RETRY_AFTER, "1");
        }
        problem.headers().forEach(answer::header);
        return answer.build();
    }

    private static List<Map<String, String>> violations(List<Violation> violations, Locale language) {
        return violations.stream()
                .map(v -> Map.of(
                        "pointer", v.pointer(),
                        "code", v.code(),
                        "message", v.message().in(language)))
                .toList();
    }

    /** Spanish if the caller ranks it before English, else English; a malformed header counts as none. */
    public static Locale languageOf(@org.jspecify.annotations.Nullable String acceptLanguage) {
        if (acceptLanguage == null || acceptLanguage.length() > 200) {
            return Locale.ENGLISH;
        }
        try {
            var best =
                    Locale.lookup(Locale.LanguageRange.parse(acceptLanguage), List.of(Locale.ENGLISH, Locale.of("es")));
            return best == null ? Locale.ENGLISH : best;
        } catch (IllegalArgumentException malformed) {
            return Locale.ENGLISH;
        }
    }
}
