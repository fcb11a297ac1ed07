package org.paincare.gateway.route;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A path whose segments are literal ({@code patients}), variable ({@code {patientId}}) or, at the end only, the rest
 * ({@code **}: one segment or more).
 */
public record PathTemplate(String text, List<String> segments) {

    static final String REST = "**";
    private static final Pattern LITERAL = Pattern.compile("[a-z0-9][a-z0-9.-]*");
    private static final Pattern VARIABLE = Pattern.compile("\\{[a-z][A-Za-z0-9]*}");

    public PathTemplate {
        segments = List.copyOf(segments);
    }

    /** @throws IllegalArgumentException saying what is wrong with the text */
    static PathTemplate parse(String text) {
        if (!text.startsWith("/v1/")) {
            throw new IllegalArgumentException("a path starts with /v1/");
        }
        List<String> segments = Arrays.asList(text.substring(1).split("/", -1));
        var names = new HashSet<String>();
        for (int i = 0; i < segments.size(); i++) {
            String segment = segments.get(i);
            if (segment.equals(REST)) {
                if (i != segments.size() - 1) {
                    throw new IllegalArgumentException("** is allowed as the last segment only");
                }
            } else if (isVariable(segment)) {
                if (!VARIABLE.matcher(segment).matches() || !names.add(segment)) {
                    throw new IllegalArgumentException("'" + segment + "' is no variable name, or is there twice");
                }
            } else if (!LITERAL.matcher(segment).matches()) {
                throw new IllegalArgumentException("'" + segment + "' is no literal in kebab case");
            }
        }
        return new PathTemplate(text, segments);
    }

    /** The text with every variable under one name: two templates with the same shape match the same paths. */
    String shape() {
        return VARIABLE.matcher(text).replaceAll("{}");
    }

    static boolean isVariable(String segment) {
        return segment.startsWith("{");
    }

    @Override
    public String toString() {
        return text;
    }
}
