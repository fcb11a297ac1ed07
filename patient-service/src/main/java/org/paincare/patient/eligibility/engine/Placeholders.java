package org.paincare.patient.eligibility.engine;

import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names in braces inside a sentence template: {@code {facts}}, {@code {missing}}, {@code {param:BP_CRISIS_SYSTOLIC}}. */
final class Placeholders {

    static final String PARAMETER = "param:";

    private static final Pattern BRACES = Pattern.compile("\\{([^{}]*)}");
    private static final Set<String> NAMES = Set.of("title", "facts", "missing", "until", "reason");

    private Placeholders() {}

    /** Placeholders of a template that nobody can fill. */
    static List<String> unknown(String template, Set<String> parameters) {
        return BRACES.matcher(template)
                .results()
                .map(match -> match.group(1))
                .filter(name -> !NAMES.contains(name)
                        && !(name.startsWith(PARAMETER) && parameters.contains(name.substring(PARAMETER.length()))))
                .toList();
    }

    static String fill(String template, UnaryOperator<String> value) {
        return BRACES.matcher(template).replaceAll(match -> Matcher.quoteReplacement(value.apply(match.group(1))));
    }
}
