package org.paincare.patient.substance;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.paincare.patient.eligibility.engine.FactDefinition;
import org.paincare.patient.eligibility.engine.FactReading;
import org.paincare.patient.eligibility.engine.FactValue;
import org.paincare.patient.eligibility.engine.FactVocabulary;
import org.paincare.patient.eligibility.engine.TriState;

/**
 * What the lists say beside the facts that were recorded. A list only ever adds a reason for care: a drug that stands on it
 * is taken whatever an older answer says, one that does not may have been forgotten. Pure.
 */
final class ListedFacts {

    private static final Comparator<FactReading> IN_TIME =
            Comparator.comparing(FactReading::observedAt).thenComparing(FactReading::recordedAt);

    private final FactVocabulary vocabulary;
    private final LocalDate today;

    ListedFacts(FactVocabulary vocabulary, LocalDate today) {
        this.vocabulary = vocabulary;
        this.today = today;
    }

    /** The recorded readings, with those that the entries speak against replaced. */
    Map<String, List<FactReading>> over(
            Map<String, List<FactReading>> recorded, List<SubstanceJson.Recorded> entries, String source) {
        var all = new TreeMap<>(recorded);
        var byFact = new TreeMap<String, List<SubstanceJson.Recorded>>();
        entries.stream()
                .filter(entry -> entry.state() == TriState.PRESENT && entry.supersededBy() == null)
                .forEach(entry ->
                        entry.facts().forEach(fact -> byFact.merge(fact, List.of(entry), ListedFacts::joined)));
        byFact.forEach((fact, listed) -> says(fact, listed, latest(recorded.get(fact)), source)
                .ifPresent(reading -> all.put(fact, List.of(reading))));
        return all;
    }

    private Optional<FactReading> says(
            String fact, List<SubstanceJson.Recorded> listed, @Nullable FactReading recorded, String source) {
        var current = listed.stream().filter(entry -> entry.isCurrent(today)).toList();
        return switch (vocabulary.find(fact).map(FactDefinition::kind).orElseThrow()) {
            case TRISTATE ->
                current.stream().findFirst().map(entry -> reading(fact, entry, TriState.PRESENT, null, source));
            case DATE -> event(fact, listed, current, recorded, source);
            case NUMBER -> amount(fact, current, recorded, source);
            case CODE -> Optional.empty();
        };
    }

    /** Taken now: an event without a day. Taken once: the last day, unless somebody recorded one of their own. */
    private static Optional<FactReading> event(
            String fact,
            List<SubstanceJson.Recorded> listed,
            List<SubstanceJson.Recorded> current,
            @Nullable FactReading recorded,
            String source) {
        if (!current.isEmpty()) {
            return Optional.of(reading(fact, current.getFirst(), TriState.PRESENT, null, source));
        }
        if (recorded != null && recorded.state() == TriState.PRESENT) {
            return Optional.empty();
        }
        return listed.stream()
                .filter(entry -> entry.endedOn() != null)
                .max(Comparator.comparing(entry -> Objects.requireNonNull(entry.endedOn())))
                .map(entry -> reading(
                        fact, entry, TriState.PRESENT, FactValue.of(Objects.requireNonNull(entry.endedOn())), source));
    }

    /** The sum, where each entry has its amount; a greater one that was recorded stands; else it is not known how much. */
    private static Optional<FactReading> amount(
            String fact, List<SubstanceJson.Recorded> current, @Nullable FactReading recorded, String source) {
        if (current.isEmpty()) {
            return Optional.empty();
        }
        var stated = recorded != null && recorded.value() instanceof FactValue.Amount amount
                ? amount.number()
                : BigDecimal.ZERO;
        var newest = current.getFirst();
        if (current.stream().anyMatch(entry -> entry.morphineMgPerDay() == null)) {
            return stated.signum() > 0
                    ? Optional.empty()
                    : Optional.of(reading(fact, newest, TriState.UNKNOWN, null, source));
        }
        var sum = current.stream()
                .map(entry -> Objects.requireNonNull(entry.morphineMgPerDay()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        return stated.compareTo(sum) >= 0 && stated.signum() > 0
                ? Optional.empty()
                : Optional.of(reading(fact, newest, TriState.PRESENT, FactValue.of(sum), source));
    }

    private static @Nullable FactReading latest(@Nullable List<FactReading> readings) {
        return readings == null ? null : readings.stream().max(IN_TIME).orElse(null);
    }

    /** The id names the entry, and the code keeps it apart from others that follow from the same one. */
    private static FactReading reading(
            String fact, SubstanceJson.Recorded entry, TriState state, @Nullable FactValue value, String source) {
        var by = entry.recordedBy().id();
        return new FactReading(
                entry.id() + ":" + fact,
                state,
                value,
                entry.observedAt(),
                entry.recordedAt(),
                by == null ? "system" : by.toString(),
                source);
    }

    private static List<SubstanceJson.Recorded> joined(
            List<SubstanceJson.Recorded> known, List<SubstanceJson.Recorded> more) {
        return java.util.stream.Stream.concat(known.stream(), more.stream()).toList();
    }
}
