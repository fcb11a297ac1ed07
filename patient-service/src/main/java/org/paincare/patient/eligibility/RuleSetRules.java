package org.paincare.patient.eligibility;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.paincare.patient.consent.ConsentType;
import org.paincare.patient.eligibility.engine.Parameter;
import org.paincare.patient.eligibility.engine.RuleSet;
import org.paincare.patient.eligibility.engine.RuleSets;

/**
 * What a clinic's own rule set must share with the one shipped, so that facts, consents and policy values mean the same
 * to both. Conditions, severities, values and sentences are the clinic's. Pure.
 */
final class RuleSetRules {

    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private static final Pattern EXPONENT = Pattern.compile("[-+]?[0-9.]+[eE][-+]?[0-9]+");
    private static final int MOST_CASES = 500;
    private static final int MOST_DIGITS = 30;

    private RuleSetRules() {}

    /** Whether it can be worked with at all: no number that grows when written out, no more cases than are decided at once. */
    static boolean isBounded(JsonNode rules, JsonNode goldenCases) {
        return goldenCases.path("cases").size() <= MOST_CASES && hasSmallNumbers(rules) && hasSmallNumbers(goldenCases);
    }

    private static boolean hasSmallNumbers(JsonNode node) {
        if (node.isNumber()) {
            var number = node.decimalValue();
            return Math.abs(number.scale()) <= MOST_DIGITS && number.precision() <= MOST_DIGITS;
        }
        if (node.isTextual()) {
            return !EXPONENT.matcher(node.asText()).matches();
        }
        for (var child : node) {
            if (!hasSmallNumbers(child)) {
                return false;
            }
        }
        return true;
    }

    /** Every fault; empty where it may be kept. */
    static List<String> faults(RuleSet own, RuleSet shipped) {
        var faults = new ArrayList<String>();
        if (!VERSION.matcher(own.version()).matches() || RuleSets.PUBLISHED.contains(own.version())) {
            faults.add("version: up to 64 letters, digits, . _ -, and none of " + RuleSets.PUBLISHED);
        }
        if (!own.vocabulary().version().equals(shipped.vocabulary().version())) {
            faults.add("vocabulary: " + shipped.vocabulary().version());
        }
        if (!own.jurisdictions().equals(shipped.jurisdictions())) {
            faults.add("jurisdictions: " + new TreeSet<>(shipped.jurisdictions()));
        }
        if (!own.policyFlags().equals(shipped.policyFlags())) {
            faults.add("policyFlags: " + new TreeSet<>(shipped.policyFlags()));
        }
        var names = Stream.concat(own.parameters().keySet().stream(), shipped.parameters().keySet().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        names.stream()
                .filter(name -> !isSameBut(
                        own.parameters().get(name), shipped.parameters().get(name)))
                .forEach(name ->
                        faults.add("parameters: " + name + " keeps unit and bounds, and none is added or lost"));
        own.consents().stream()
                .map(consent -> consent.type())
                .filter(type -> Stream.of(ConsentType.values())
                        .noneMatch(known -> known.name().equals(type)))
                .forEach(type -> faults.add("consents: there is no " + type));
        return faults;
    }

    /** But for its value. */
    private static boolean isSameBut(@Nullable Parameter own, @Nullable Parameter shipped) {
        return own != null
                && shipped != null
                && own.unit().equals(shipped.unit())
                && Objects.equals(own.min(), shipped.min())
                && Objects.equals(own.max(), shipped.max())
                && own.overridable() == shipped.overridable()
                && own.fromAltitudeProfile() == shipped.fromAltitudeProfile();
    }
}
