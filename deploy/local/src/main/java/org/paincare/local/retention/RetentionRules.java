package org.paincare.local.retention;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.paincare.testing.local.CannotStart;

/**
 * How long a record is kept, by jurisdiction, from a versioned file.
 *
 * @param version stands in every report
 */
record RetentionRules(String version, Map<String, Rule> byJurisdiction) {

    private static final String FILE = "/retention/retention-2026.1.json";

    /**
     * @param afterAttention years from the last attention
     * @param majority       age in years, 0 where a minor's record has no longer time
     * @param afterMajority  years from there
     */
    record Rule(int afterAttention, int majority, int afterMajority, String source) {

        Rule {
            if (afterAttention < 1 || afterAttention > 100 || majority < 0 || afterMajority < 0 || source.isBlank()) {
                throw new IllegalStateException("A rule of retention is 1 to 100 years and says its source");
            }
        }

        /** The last day on which the record must be kept. */
        LocalDate keptUntil(LocalDate lastAttention, LocalDate born) {
            LocalDate sinceAttention = lastAttention.plusYears(afterAttention);
            LocalDate sinceMajority = majority == 0 ? sinceAttention : born.plusYears(majority + (long) afterMajority);
            return sinceMajority.isAfter(sinceAttention) ? sinceMajority : sinceAttention;
        }
    }

    static RetentionRules read() {
        try (InputStream in = RetentionRules.class.getResourceAsStream(FILE)) {
            JsonNode file = new ObjectMapper().readTree(in);
            Map<String, Rule> rules = new TreeMap<>();
            file.required("jurisdictions").properties().forEach(each -> {
                JsonNode rule = each.getValue();
                rules.put(
                        each.getKey(),
                        new Rule(
                                rule.required("yearsAfterLastAttention").asInt(),
                                rule.path("majorityAtYears").asInt(),
                                rule.path("yearsAfterMajority").asInt(),
                                rule.required("source").asText()));
            });
            return new RetentionRules(file.required("version").asText(), Map.copyOf(rules));
        } catch (IOException e) {
            throw new IllegalStateException(FILE + " cannot be read", e);
        }
    }

    Rule of(String jurisdiction) {
        Rule rule = byJurisdiction.get(jurisdiction);
        if (rule == null) {
            throw new CannotStart("There is no rule of retention for " + jurisdiction + ".");
        }
        return rule;
    }
}
