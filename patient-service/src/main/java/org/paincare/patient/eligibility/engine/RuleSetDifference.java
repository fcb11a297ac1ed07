package org.paincare.patient.eligibility.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a version of the eligibility rules changes against another: what a medical director reads before it is taken into
 * use. Every part of the files that bears on a decision or its explanation is compared.
 *
 * @param changes rules first, in the order of the table, then parameters, consents, facts, flags, sentences
 */
public record RuleSetDifference(String before, String after, List<Change> changes) {

    public RuleSetDifference {
        changes = List.copyOf(changes);
    }

    /** What a change is about. */
    public enum Part {
        RULE,
        PARAMETER,
        CONSENT,
        FACT,
        POLICY_FLAG,
        PHRASE
    }

    /** How the two versions differ in one thing. */
    public enum Kind {
        ADDED,
        REMOVED,
        CHANGED
    }

    /**
     * One aspect of a thing; null where a version does not have it.
     *
     * @param name such as {@code severity}, {@code value}, {@code conditions}
     */
    public record Aspect(
            String name, @Nullable String before, @Nullable String after) {}

    /** @param id rule id, or the name of the parameter, consent, fact, flag or sentence */
    public record Change(Part part, String id, Kind kind, List<Aspect> aspects) {

        public Change {
            aspects = List.copyOf(aspects);
        }
    }

    /** Compares two checked rule sets. */
    public static RuleSetDifference of(RuleSet before, RuleSet after) {
        var changes = Stream.of(Part.values())
                .flatMap(part -> changes(part, things(part, before), things(part, after)).stream())
                .toList();
        return new RuleSetDifference(before.version(), after.version(), changes);
    }

    private static List<Change> changes(
            Part part, Map<String, Map<String, String>> before, Map<String, Map<String, String>> after) {
        var changes = new ArrayList<Change>();
        var ids = new TreeSet<>(before.keySet());
        ids.addAll(after.keySet());
        for (var id : ids) {
            var then = before.get(id);
            var now = after.get(id);
            var aspects = aspects(then == null ? Map.of() : then, now == null ? Map.of() : now);
            if (then == null || now == null) {
                changes.add(new Change(part, id, then == null ? Kind.ADDED : Kind.REMOVED, aspects));
            } else if (!aspects.isEmpty()) {
                changes.add(new Change(part, id, Kind.CHANGED, aspects));
            }
        }
        return changes;
    }

    private static List<Aspect> aspects(Map<String, String> then, Map<String, String> now) {
        return Stream.concat(then.keySet().stream(), now.keySet().stream())
                .distinct()
                .map(name -> new Aspect(name, then.get(name), now.get(name)))
                .filter(aspect -> !Objects.equals(aspect.before(), aspect.after()))
                .toList();
    }

    private static Map<String, Map<String, String>> things(Part part, RuleSet set) {
        var things = new TreeMap<String, Map<String, String>>();
        switch (part) {
            case RULE -> set.rules().forEach(rule -> things.put(rule.id(), aspects(rule)));
            case PARAMETER -> set.parameters().values().forEach(p -> things.put(p.name(), aspects(p)));
            case CONSENT ->
                set.consents().forEach(consent -> things.put(consent.type(), Map.of("asked", sorted(consent))));
            case FACT -> set.vocabulary().facts().forEach(fact -> things.put(fact.code(), aspects(fact)));
            case POLICY_FLAG -> set.policyFlags().forEach(flag -> things.put(flag, Map.of()));
            case PHRASE -> set.phrases().forEach((name, text) -> things.put(name, Map.of("text", text.toString())));
        }
        return things;
    }

    private static Map<String, String> aspects(Rule rule) {
        var aspects = new LinkedHashMap<String, String>();
        aspects.put("severity", rule.printedSeverity().name());
        aspects.put("exceptions", rule.exceptions().toString());
        aspects.put("scopes", new TreeSet<>(rule.scopes()).toString());
        aspects.put("jurisdictions", new TreeSet<>(rule.jurisdictions()).toString());
        aspects.put("settings", new TreeSet<>(rule.settings()).toString());
        aspects.put("infusionKinds", new TreeSet<>(rule.infusionKinds()).toString());
        aspects.put("conditions", new TreeMap<>(rule.conditions()).toString());
        aspects.put("dayScale", Boolean.toString(rule.dayScale()));
        aspects.put("title", rule.title().toString());
        aspects.put("explanation", rule.explanation().toString());
        aspects.put("change", rule.change().toString());
        aspects.put("source", rule.source());
        aspects.put("pathway", String.valueOf(rule.pathway()));
        return aspects;
    }

    private static Map<String, String> aspects(Parameter parameter) {
        var aspects = new LinkedHashMap<String, String>();
        aspects.put("value", parameter.value().toPlainString());
        aspects.put("unit", parameter.unit());
        aspects.put("source", parameter.source());
        aspects.put("bounds", parameter.min() + " to " + parameter.max());
        aspects.put("fromAltitudeProfile", Boolean.toString(parameter.fromAltitudeProfile()));
        return aspects;
    }

    private static Map<String, String> aspects(FactDefinition fact) {
        var aspects = new LinkedHashMap<String, String>();
        aspects.put("kind", fact.kind().name());
        aspects.put("unit", String.valueOf(fact.unit()));
        aspects.put("range", fact.min() + " to " + fact.max());
        aspects.put("values", new TreeMap<>(fact.values()).toString());
        aspects.put("absentMeans", String.valueOf(fact.absentMeans()));
        aspects.put("dayFact", Boolean.toString(fact.dayFact()));
        aspects.put("clearable", Boolean.toString(fact.clearable()));
        aspects.put("derived", Boolean.toString(fact.derived()));
        aspects.put("ichd3", String.valueOf(fact.ichd3()));
        aspects.put("label", fact.label().toString());
        aspects.put("changeLimit", String.valueOf(fact.change()));
        return aspects;
    }

    private static String sorted(ConsentRequirement consent) {
        return new TreeSet<>(consent.scopes()) + " in " + new TreeSet<>(consent.jurisdictions());
    }
}
