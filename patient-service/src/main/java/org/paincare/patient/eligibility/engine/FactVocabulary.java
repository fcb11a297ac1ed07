package org.paincare.patient.eligibility.engine;

import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The clinical facts that rules may speak of, and the judge of whether a reading of one can be believed. */
public final class FactVocabulary {

    private final String version;
    private final Map<String, FactDefinition> definitions = new LinkedHashMap<>();
    private final List<FactDefinition> inOrder;

    FactVocabulary(String version, Collection<FactDefinition> definitions) {
        this.version = version;
        definitions.forEach(definition -> this.definitions.put(definition.code(), definition));
        this.inOrder = List.copyOf(this.definitions.values());
    }

    public String version() {
        return version;
    }

    /** All facts in the order of the data file, derived ones included. */
    public List<FactDefinition> facts() {
        return inOrder;
    }

    public Optional<FactDefinition> find(String code) {
        return Optional.ofNullable(definitions.get(code));
    }

    /** Says what is wrong with a reading of the given fact; empty when it can be believed. */
    public List<FactProblem> check(String code, FactReading reading) {
        FactDefinition fact = definitions.get(code);
        if (fact == null || fact.derived()) {
            return List.of(FactProblem.UNKNOWN_CODE);
        }
        List<FactProblem> problems = new ArrayList<>();
        FactValue value = reading.value();
        switch (reading.state()) {
            case UNKNOWN -> {
                if (value != null) problems.add(FactProblem.VALUE_NOT_ALLOWED);
            }
            case ABSENT -> {
                if (value != null) problems.add(FactProblem.VALUE_NOT_ALLOWED);
                if (!mayBeAbsent(fact)) problems.add(FactProblem.ABSENT_NOT_ALLOWED);
            }
            case PRESENT -> problems.addAll(checkValue(fact, reading));
        }
        return List.copyOf(problems);
    }

    private static boolean mayBeAbsent(FactDefinition fact) {
        return switch (fact.kind()) {
            case TRISTATE, DATE -> true;
            case NUMBER, CODE -> fact.absentMeans() != null;
        };
    }

    private static List<FactProblem> checkValue(FactDefinition fact, FactReading reading) {
        return switch (reading.value()) {
            case null ->
                switch (fact.kind()) {
                    case TRISTATE, DATE -> List.of();
                    case NUMBER, CODE -> List.of(FactProblem.VALUE_MISSING);
                };
            case FactValue.Amount amount -> {
                if (fact.kind() != FactDefinition.Kind.NUMBER) yield List.of(FactProblem.VALUE_NOT_ALLOWED);
                yield inRange(fact, amount.number()) ? List.of() : List.of(FactProblem.OUT_OF_RANGE);
            }
            case FactValue.Code code -> {
                if (fact.kind() != FactDefinition.Kind.CODE) yield List.of(FactProblem.VALUE_NOT_ALLOWED);
                yield fact.values().containsKey(code.code()) ? List.of() : List.of(FactProblem.CODE_NOT_ALLOWED);
            }
            case FactValue.Day day -> {
                if (fact.kind() != FactDefinition.Kind.DATE) yield List.of(FactProblem.VALUE_NOT_ALLOWED);
                // The easternmost calendar: a day that has not begun anywhere on earth cannot have been observed.
                var latest =
                        reading.observedAt().atOffset(ZoneOffset.ofHours(14)).toLocalDate();
                yield day.date().isAfter(latest) ? List.of(FactProblem.DATE_IN_FUTURE) : List.of();
            }
        };
    }

    private static boolean inRange(FactDefinition fact, BigDecimal number) {
        return (fact.min() == null || number.compareTo(fact.min()) >= 0)
                && (fact.max() == null || number.compareTo(fact.max()) <= 0);
    }
}
