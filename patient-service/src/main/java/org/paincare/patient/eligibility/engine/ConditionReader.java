package org.paincare.patient.eligibility.engine;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.paincare.patient.eligibility.engine.Condition.Age;
import org.paincare.patient.eligibility.engine.Condition.Comparison;
import org.paincare.patient.eligibility.engine.Condition.PressureLevel;
import org.paincare.patient.eligibility.engine.FactDefinition.Kind;

/** Reads a condition tree: an object with exactly one operator and that operator's options. */
final class ConditionReader {

    private static final Map<String, Comparison> COMPARISONS = Map.of(
            "below", Comparison.BELOW,
            "atMost", Comparison.AT_MOST,
            "atLeast", Comparison.AT_LEAST,
            "above", Comparison.ABOVE);

    private static final Map<String, Age.Unit> AGES = Map.of(
            "atMostHours", Age.Unit.AT_MOST_HOURS,
            "atMostDays", Age.Unit.AT_MOST_DAYS,
            "atMostMonths", Age.Unit.AT_MOST_MONTHS,
            "underMonths", Age.Unit.UNDER_MONTHS);

    private final Map<String, Function<JsonFields, Condition>> operators = operators();
    private final RuleNames names;
    private final boolean untilCleared;

    ConditionReader(RuleNames names, boolean untilCleared) {
        this.names = names;
        this.untilCleared = untilCleared;
    }

    Condition read(JsonFields fields) {
        List<String> found =
                fields.names().stream().filter(operators::containsKey).toList();
        if (found.size() != 1) {
            fields.problem("needs exactly one operator of "
                    + operators.keySet().stream().sorted().toList());
            return new Condition.ConsentMissing();
        }
        return operators.get(found.getFirst()).apply(fields);
    }

    private Map<String, Function<JsonFields, Condition>> operators() {
        return Map.ofEntries(
                Map.entry("any", fields -> new Condition.AnyOf(fields.children("any", this::read))),
                Map.entry("all", fields -> new Condition.AllOf(fields.children("all", this::read))),
                Map.entry("not", this::not),
                Map.entry("rule", fields -> new Condition.RuleHolds(fields.text("rule"))),
                Map.entry("present", this::present),
                Map.entry(
                        "absent",
                        fields -> new Condition.Absent(
                                names.fact(fields, "absent", Kind.TRISTATE, Kind.DATE), fields.flag("today"))),
                Map.entry(
                        "recorded",
                        fields -> new Condition.Recorded(names.fact(fields, "recorded"), fields.flag("today"))),
                Map.entry("code", this::code),
                Map.entry("number", this::number),
                Map.entry("recent", this::recent),
                Map.entry("event", this::event),
                Map.entry("age", fields -> fields.child("age", this::patientAge)),
                Map.entry("sameDay", this::sameDay),
                Map.entry("weightChangedMoreThan", fields -> {
                    String percent = names.parameter(fields, "weightChangedMoreThan", "%");
                    return new Condition.WeightChangedMoreThan(percent);
                }),
                Map.entry("sessionsPlannedAbove", fields -> {
                    String count = names.parameter(fields, "sessionsPlannedAbove", "{count}");
                    return new Condition.SessionsPlannedAbove(count);
                }),
                Map.entry("consentMissing", this::consentMissing),
                Map.entry("pressureToday", fields -> fields.child("pressureToday", this::pressureToday)),
                Map.entry("pressureAtIntake", fields -> fields.child("pressureAtIntake", this::pressureAtIntake)),
                Map.entry(
                        "pressureLatest",
                        fields -> fields.child("pressureLatest", inner -> new Condition.PressureLatest(level(inner)))));
    }

    private Condition not(JsonFields fields) {
        return new Condition.Not(fields.child("not", this::read));
    }

    private Condition present(JsonFields fields) {
        String fact = names.fact(fields, "present", Kind.TRISTATE);
        return new Condition.Present(fact, fields.flag("today"), untilCleared && names.clearable(fact));
    }

    private Condition code(JsonFields fields) {
        String fact = names.fact(fields, "code", Kind.CODE);
        Set<String> codes = names.codes(fields, "in", fact);
        if (codes.isEmpty()) {
            fields.problem("needs in");
        }
        return new Condition.CodeIn(fact, codes);
    }

    private Condition number(JsonFields fields) {
        String fact = names.fact(fields, "number", Kind.NUMBER);
        Comparison comparison = comparison(fields);
        return new Condition.NumberIs(
                fact,
                comparison,
                names.parameter(fields, key(COMPARISONS, comparison), names.unit(fact)),
                fields.flag("today"));
    }

    private Condition patientAge(JsonFields fields) {
        Comparison comparison = comparison(fields);
        if (comparison != Comparison.BELOW && comparison != Comparison.ABOVE) {
            fields.problem("age takes below or above");
        }
        return new Condition.AgeIs(comparison, names.parameter(fields, key(COMPARISONS, comparison), "a"));
    }

    private Condition recent(JsonFields fields) {
        String fact = names.fact(fields, "recent");
        return new Condition.Recent(fact, names.codes(fields, "in", fact), age(fields));
    }

    private Condition event(JsonFields fields) {
        String fact = names.fact(fields, "event", Kind.DATE);
        Age age = age(fields);
        if (age.unit() == Age.Unit.AT_MOST_HOURS) {
            fields.problem("an event has a day, not an hour");
        }
        return new Condition.EventWithin(fact, age, fields.flag("undatedCounts"));
    }

    private Condition sameDay(JsonFields fields) {
        return new Condition.SameDay(names.fact(fields, "sameDay"), names.fact(fields, "as", Kind.TRISTATE));
    }

    private Condition consentMissing(JsonFields fields) {
        if (!fields.flag("consentMissing")) {
            fields.problem("consentMissing must be true");
        }
        return new Condition.ConsentMissing();
    }

    private Condition pressureToday(JsonFields fields) {
        PressureLevel notReaching = fields.child("notReaching", this::level);
        return new Condition.PressureToday(level(fields), notReaching, fields.flag("low"), fields.flag("confirmed"));
    }

    private Condition pressureAtIntake(JsonFields fields) {
        return new Condition.PressureAtIntake(
                level(fields),
                names.parameter(fields, "readings", "{count}"),
                names.parameter(fields, "withinDays", "d"));
    }

    private PressureLevel level(JsonFields fields) {
        return new PressureLevel(
                names.parameter(fields, "systolic", "mm[Hg]"), names.parameter(fields, "diastolic", "mm[Hg]"));
    }

    private Comparison comparison(JsonFields fields) {
        return COMPARISONS.get(oneOf(fields, COMPARISONS.keySet(), "below"));
    }

    private Age age(JsonFields fields) {
        String field = oneOf(fields, AGES.keySet(), "atMostDays");
        Age.Unit unit = AGES.get(field);
        String ucum = switch (unit) {
            case AT_MOST_HOURS -> "h";
            case AT_MOST_DAYS -> "d";
            case AT_MOST_MONTHS, UNDER_MONTHS -> "mo";
        };
        return new Age(unit, names.parameter(fields, field, ucum));
    }

    private static String oneOf(JsonFields fields, Set<String> options, String standIn) {
        List<String> found = fields.names().stream().filter(options::contains).toList();
        if (found.size() != 1) {
            fields.problem("needs exactly one of " + options.stream().sorted().toList());
            return standIn;
        }
        return found.getFirst();
    }

    private static <T> String key(Map<String, T> map, T value) {
        return map.entrySet().stream()
                .filter(entry -> entry.getValue().equals(value))
                .findFirst()
                .orElseThrow()
                .getKey();
    }
}
