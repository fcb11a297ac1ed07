package org.paincare.outcome.rules;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.paincare.platform.scoring.Instrument.Words;

/** The sentences of all explanations, {@code {name}} standing for a fact. Both languages use the same facts. */
public record Explanations(String version, Map<String, Words> texts) {

    private static final Pattern PLACE = Pattern.compile("\\{([a-zA-Z0-9]+)}");
    private static final Explanations SHIPPED = RuleFiles.shipped(Explanations.class, "explanations-1.json");

    public Explanations {
        texts = Map.copyOf(texts);
        texts.forEach((code, words) -> RuleFiles.need(
                places(words.en()).equals(places(words.es())), code + " uses different facts in en and es"));
    }

    public static Explanation explain(String code, Map<String, String> facts, RuleRef... rules) {
        Words words = SHIPPED.texts.get(code);
        if (words == null) {
            throw new IllegalStateException("no sentence for " + code);
        }
        return new Explanation(code, facts, List.of(rules), fill(words.en(), facts), fill(words.es(), facts));
    }

    private static String fill(String text, Map<String, String> facts) {
        return PLACE.matcher(text).replaceAll(place -> {
            String fact = facts.get(place.group(1));
            if (fact == null) {
                throw new IllegalStateException("the sentence needs the fact " + place.group(1));
            }
            return Matcher.quoteReplacement(fact);
        });
    }

    private static Set<String> places(String text) {
        Set<String> names = new TreeSet<>();
        Matcher places = PLACE.matcher(text);
        while (places.find()) {
            names.add(places.group(1));
        }
        return names;
    }
}
