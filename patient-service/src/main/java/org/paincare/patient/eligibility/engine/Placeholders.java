package org.paincare.patient.eligibility.engine;

import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** The names in braces inside a sentence template: {@code {facts}}, {@code {missing}}, {@code {param:BP_CRISIS_SYSTOLIC}}. */
final class Placeholders {

    static final String PARAMETER = "param:";

    private static final Pattern BRACES = Pattern.compile("\\{([^{}]*)}");
    private static final Set<String> NAMES = Set.of("title", "facts", "missing", "until", "reason");

    private Placeholders() {}

    /** Placeholders of a template that nobody can fill. */
    static List<String> unknown(String template, Set<String> parameters) {
        if (BRACES.matcher(template).replaceAll("").matches(".*[{}].*")) {
            return List.of("a brace that is not closed");
        }
        return BRACES.matcher(template)
                .results()
                .map(match -> match.group(1))
                .filter(name -> !NAMES.contains(name)
                        && !(name.startsWith(PARAMETER) && parameters.contains(name.substring(PARAMETER.length()))))
                .toList();
    }

    /** Fills a template that was checked when it was read; what stands in braces there is a name. */
    static String fill(String template, UnaryOperator<String> value) {
        StringBuilder filled = new StringBuilder(template.length() * 2);
        int from = 0;
        int open = template.indexOf('{');
        while (open >= 0) {
            int close = template.indexOf('}', open);
            filled.append(template, from, open).append(value.apply(template.substring(open + 1, close)));
            from = close + 1;
            open = template.indexOf('{', from);
        }
        return filled.append(template, from, template.length()).toString();
    }
}
