package org.paincare.e2e.monitoring;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a PromQL expression asks for by name.
 *
 * @param labels the labels it is chosen by; of those that must equal a value that value, of all others an empty text
 */
record Selector(String metric, Map<String, String> labels) {

    private static final String TEXT = "\"(?:\\\\.|[^\"\\\\])*+\"";
    private static final Pattern TOKEN = Pattern.compile(TEXT
            + "|\\[[^]]*]"
            + "|\\b(?:by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)"
            + "|(?<![\\w.$])(?<metric>[a-zA-Z_:][\\w:]*+)(?<labels>\\{(?:[^\"}]|" + TEXT + ")*})?"
            + "(?<call>(?=\\s*(?:\\(|by\\b|without\\b)))?");
    private static final Pattern MATCHER = Pattern.compile("(\\w+)\\s*(=~|!~|!=|=)\\s*\"((?:\\\\.|[^\"\\\\])*+)\"");
    private static final Set<String> WORDS =
            Set.of("and", "or", "unless", "bool", "offset", "by", "without", "on", "ignoring", "inf", "nan");

    /** Given by Prometheus where it scrapes, not by a program. */
    private static final Set<String> OF_THE_SCRAPE = Set.of("job", "instance");

    static List<Selector> of(String expression) {
        var found = new ArrayList<Selector>();
        var token = TOKEN.matcher(expression);
        while (token.find()) {
            var metric = token.group("metric");
            if (metric != null && token.group("call") == null && !WORDS.contains(metric)) {
                found.add(new Selector(metric, labels(token.group("labels"))));
            }
        }
        return found;
    }

    private static Map<String, String> labels(@Nullable String braces) {
        var labels = new HashMap<String, String>();
        if (braces != null) {
            var matcher = MATCHER.matcher(braces);
            while (matcher.find()) {
                if (!OF_THE_SCRAPE.contains(matcher.group(1))) {
                    labels.put(matcher.group(1), "=".equals(matcher.group(2)) ? matcher.group(3) : "");
                }
            }
        }
        return labels;
    }

    /** Whether this line of a scrape is one that was asked for. */
    boolean chooses(String series) {
        if (!series.startsWith(metric + "{") && !series.startsWith(metric + " ")) {
            return false;
        }
        return labels.entrySet().stream()
                .allMatch(label -> Pattern.compile("[{,]" + label.getKey() + "=\""
                                + (label.getValue().isEmpty() ? "" : Pattern.quote(label.getValue() + "\"")))
                        .matcher(series)
                        .find());
    }
}
