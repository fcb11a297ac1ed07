package org.paincare.patient.eligibility.engine;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whole patients with the decision that a medical director expects for them; the version of the rules in use is not loaded
 * where it decides one of them otherwise. Each case is one complete patient with a few things different.
 *
 * @param complete everything the rules ask for, with nothing against treatment; what is not named is ABSENT
 */
record GoldenCases(String version, String source, Complete complete, List<Case> cases) {

    private static final Duration FIRST_PRESSURE = Duration.ofMinutes(30);
    private static final Duration MEASURED = Duration.ofMinutes(10);
    private static final Duration SIGNED = Duration.ofDays(30);

    /** The complete patient. Facts of a kind without value have PRESENT, ABSENT, UNKNOWN; numbers and codes as text. */
    record Complete(
            Instant evaluatedAt,
            ZoneId zone,
            LocalDate birthDate,
            BigDecimal spo2RoomAirLimit,
            int sessionsInThreeMonths,
            BigDecimal lastDosingWeightKg,
            Map<String, String> facts,
            List<String> consents) {}

    /**
     * One patient.
     *
     * @param facts     in place of the complete patient's
     * @param without   facts and consents that are not on record
     * @param overrides ids of rules that a prescriber overrides or defers
     * @param blocking  ids of the rules between the patient and ELIGIBLE, in the order of the table
     */
    record Case(
            String name,
            Scope scope,
            String jurisdiction,
            @Nullable LocalDate birthDate,
            @Nullable Map<String, String> facts,
            @Nullable List<String> without,
            @Nullable List<String> overrides,
            Decision decision,
            List<String> blocking) {}

    /** What the rule set decides otherwise; empty where it is as expected. */
    List<String> problems(RuleSet rules) {
        var problems = new ArrayList<String>();
        var names = new HashSet<String>();
        for (var one : cases) {
            if (!names.add(one.name())) {
                problems.add("golden case \"%s\" is there twice".formatted(one.name()));
            }
            var evaluation = EligibilityEngine.evaluate(rules, snapshot(rules, one));
            var blocking =
                    evaluation.blocking().stream().map(RuleResult::ruleId).toList();
            if (evaluation.decision() != one.decision() || !blocking.equals(one.blocking())) {
                problems.add("golden case \"%s\": %s by %s, expected %s by %s"
                        .formatted(one.name(), evaluation.decision(), blocking, one.decision(), one.blocking()));
            }
        }
        return problems;
    }

    private FactSnapshot snapshot(RuleSet rules, Case one) {
        var overrides = one.overrides() == null ? List.<String>of() : one.overrides();
        var without = one.without() == null ? List.<String>of() : one.without();
        var signedAt = complete.evaluatedAt().minus(SIGNED);
        var ends = complete.evaluatedAt().plus(SIGNED);
        return new FactSnapshot(
                one.scope(),
                Occasion.ENROLMENT,
                complete.evaluatedAt(),
                complete.zone(),
                one.jurisdiction(),
                Setting.OUTPATIENT,
                one.birthDate() == null ? complete.birthDate() : one.birthDate(),
                new ClinicPolicy("golden", java.util.Set.of(), complete.spo2RoomAirLimit(), Map.of()),
                new PlanContext(InfusionKind.SERIES, complete.sessionsInThreeMonths(), complete.lastDosingWeightKg()),
                facts(rules.vocabulary(), one.facts() == null ? Map.of() : one.facts(), without),
                complete.consents().stream()
                        .filter(type -> !without.contains(type))
                        .map(type -> new ConsentGrant(type, type, signedAt, null, false, null))
                        .toList(),
                List.of(),
                overrides.stream()
                        .map(id -> new RuleOverride("o" + id, id, "golden case", "golden", signedAt, ends))
                        .toList(),
                overrides.stream()
                        .map(id -> new RuleDeferral("d" + id, id, "golden case", "golden", signedAt, ends))
                        .toList());
    }

    private Map<String, List<FactReading>> facts(
            FactVocabulary vocabulary, Map<String, String> different, List<String> without) {
        var facts = new TreeMap<String, List<FactReading>>();
        for (var fact : vocabulary.facts()) {
            var said = different.getOrDefault(fact.code(), complete.facts().get(fact.code()));
            boolean asked = said != null || fact.kind() == FactDefinition.Kind.TRISTATE || mayNeverHaveBeen(fact);
            if (!fact.derived() && asked && !without.contains(fact.code())) {
                facts.put(fact.code(), readings(fact, said == null ? TriState.ABSENT.name() : said));
            }
        }
        return facts;
    }

    private static boolean mayNeverHaveBeen(FactDefinition fact) {
        return fact.kind() == FactDefinition.Kind.DATE;
    }

    /** A pressure is measured twice. */
    private List<FactReading> readings(FactDefinition fact, String said) {
        var times = Facts.PRESSURE.contains(fact.code()) ? Stream.of(FIRST_PRESSURE, MEASURED) : Stream.of(MEASURED);
        return times.map(ago -> complete.evaluatedAt().minus(ago))
                .map(at -> new FactReading(
                        fact.code() + at, state(said), value(fact, said), at, at, "golden", "GOLDEN_CASE"))
                .toList();
    }

    private static TriState state(String said) {
        return Stream.of(TriState.values())
                .filter(state -> state.name().equals(said))
                .findFirst()
                .orElse(TriState.PRESENT);
    }

    private static @Nullable FactValue value(FactDefinition fact, String said) {
        if (Stream.of(TriState.values()).anyMatch(state -> state.name().equals(said))) {
            return null;
        }
        return switch (fact.kind()) {
            case NUMBER -> FactValue.of(new BigDecimal(said));
            case CODE -> FactValue.of(said);
            case DATE -> FactValue.of(LocalDate.parse(said));
            case TRISTATE -> throw new IllegalArgumentException(fact.code() + " has no value " + said);
        };
    }
}
