package org.paincare.e2e.attacks;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.paincare.testing.http.Answer;

/**
 * What an answer shows once everything is taken away that differs between any two requests: request and trace ids, the
 * date, the remaining rate, and the id that was asked for.
 */
record Shown(int status, Map<String, List<String>> headers, String body) {

    private static final Set<String> OF_EVERY_REQUEST = Set.of(
            ":status",
            "date",
            "x-request-id",
            "traceparent",
            "tracestate",
            "ratelimit",
            "content-length",
            "connection",
            "keep-alive");
    private static final Pattern TRACE = Pattern.compile("\"traceId\":\"[^\"]*\"|urn:trace:[0-9a-f]+");
    private static final Pattern SERVER_TIME = Pattern.compile("\"(serverTime|recordedAt|createdAt)\":\"[^\"]*\"");

    /**
     * @param asked ids that the request named, each replaced by its place in the list
     */
    static Shown of(Answer answer, List<String> asked) {
        return of(
                answer.status(),
                answer.response().headers().map(),
                answer.response().body(),
                asked);
    }

    static Shown of(int status, Map<String, List<String>> headers, String body, List<String> asked) {
        Map<String, List<String>> kept = new TreeMap<>();
        headers.forEach((name, values) -> {
            if (!OF_EVERY_REQUEST.contains(name.toLowerCase(Locale.ROOT))) {
                kept.put(
                        name.toLowerCase(Locale.ROOT),
                        values.stream().map(value -> masked(value, asked)).toList());
            }
        });
        String plain =
                SERVER_TIME.matcher(TRACE.matcher(body).replaceAll("trace")).replaceAll("\"$1\":\"\"");
        return new Shown(status, kept, masked(plain, asked));
    }

    private static String masked(String text, List<String> asked) {
        String masked = text;
        for (int i = 0; i < asked.size(); i++) {
            masked = masked.replace(asked.get(i), "ID" + i);
        }
        return masked;
    }
}
