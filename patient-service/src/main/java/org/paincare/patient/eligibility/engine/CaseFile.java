package org.paincare.patient.eligibility.engine;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One snapshot as the operators see it: readings in a fixed order, limits resolved, calendar days in the clinic's zone. */
final class CaseFile {

    /** Clocks of two services differ a little; a reading this far ahead is still of now. */
    static final Duration CLOCK_SKEW = Duration.ofMinutes(1);

    private static final Comparator<FactReading> IN_TIME = Comparator.comparing(FactReading::observedAt)
            .thenComparing(FactReading::recordedAt)
            .thenComparing(FactReading::id);

    private final FactSnapshot snapshot;
    private final RuleSet ruleSet;
    private final Map<String, List<FactReading>> readings;
    private final Map<String, Instant> validity = new HashMap<>();
    private final boolean agesCount;

    CaseFile(RuleSet ruleSet, FactSnapshot snapshot, boolean agesCount) {
        this.ruleSet = ruleSet;
        this.snapshot = snapshot;
        this.agesCount = agesCount;
        Instant horizon = snapshot.evaluatedAt().plus(CLOCK_SKEW);
        this.readings = snapshot.facts().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> entry.getValue().stream()
                                .filter(reading -> !reading.observedAt().isAfter(horizon))
                                .sorted(IN_TIME)
                                .toList()));
        readings.forEach((code, all) -> all.stream()
                .map(FactReading::validUntil)
                .filter(end -> end != null && end.isAfter(snapshot.evaluatedAt()))
                .min(Comparator.naturalOrder())
                .ifPresent(end -> validity.put(code, end)));
    }

    /** The same case with the age limits of day-scale facts lifted. */
    CaseFile withoutAges() {
        return new CaseFile(ruleSet, snapshot, false);
    }

    FactSnapshot snapshot() {
        return snapshot;
    }

    RuleSet ruleSet() {
        return ruleSet;
    }

    boolean agesCount() {
        return agesCount;
    }

    LocalDate today() {
        return snapshot.today();
    }

    LocalDate dayOf(FactReading reading) {
        return snapshot.dayOf(reading.observedAt());
    }

    boolean ofToday(FactReading reading) {
        return dayOf(reading).equals(today());
    }

    /** First instant of a calendar day in the clinic's zone. */
    Instant startOf(LocalDate day) {
        return day.atStartOfDay(snapshot.zone()).toInstant();
    }

    Instant endOfToday() {
        return startOf(today().plusDays(1));
    }

    /** The instant if it is still to come, else null. */
    @Nullable
    Instant ifAhead(Instant instant) {
        return instant.isAfter(snapshot.evaluatedAt()) ? instant : null;
    }

    /** All readings up to now, oldest first. */
    List<FactReading> history(String code) {
        return readings.getOrDefault(code, List.of());
    }

    /** The latest reading, of any day. */
    Lookup latest(String code) {
        List<FactReading> history = history(code);
        if (history.isEmpty()) {
            return new Lookup.Unusable(FactUse.notRecorded(code));
        }
        FactReading reading = history.getLast();
        FactUse use = use(code, reading);
        if (expired(reading)) {
            return new Lookup.Unusable(use.because(Gap.TOO_OLD));
        }
        if (reading.state() == TriState.UNKNOWN) {
            return new Lookup.Unusable(use.because(Gap.RECORDED_UNKNOWN));
        }
        return believable(code, reading)
                ? new Lookup.Known(reading, use)
                : new Lookup.Unusable(use.because(Gap.NOT_USABLE));
    }

    /** The latest reading, which must be of today where the rule says so. */
    Lookup latest(String code, boolean today) {
        return switch (latest(code)) {
            case Lookup.Known known
            when today && !ofToday(known.reading()) ->
                new Lookup.Unusable(known.use().because(Gap.TOO_OLD));
            case Lookup lookup -> lookup;
        };
    }

    boolean believable(String code, FactReading reading) {
        return !expired(reading) && ruleSet.vocabulary().check(code, reading).isEmpty();
    }

    /** A reading past its own validity stays the latest one and says nothing: no older one takes its place. */
    private boolean expired(FactReading reading) {
        return reading.validUntil() != null && !reading.validUntil().isAfter(snapshot.evaluatedAt());
    }

    /** When the first reading of a fact that was looked at runs out of its own validity, or null. */
    @Nullable
    Instant validityEnds(List<FactUse> uses) {
        return uses.stream()
                .map(FactUse::code)
                .filter(validity::containsKey)
                .map(validity::get)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    /** The number of a believable reading; ABSENT stands for what the vocabulary says it means. */
    BigDecimal number(String code, FactReading reading) {
        return reading.value() instanceof FactValue.Amount amount ? amount.number() : new BigDecimal(absentMeans(code));
    }

    /** The code of a believable reading. */
    String code(String code, FactReading reading) {
        return reading.value() instanceof FactValue.Code value ? value.code() : absentMeans(code);
    }

    private String absentMeans(String code) {
        String meaning = ruleSet.vocabulary().find(code).orElseThrow().absentMeans();
        if (meaning == null) {
            throw new IllegalStateException(code + " has a reading without value that was taken for believable");
        }
        return meaning;
    }

    BigDecimal limit(String parameter) {
        Parameter definition = ruleSet.parameters().get(parameter);
        if (definition.fromAltitudeProfile()) {
            return snapshot.policy().spo2RoomAirLimit();
        }
        return snapshot.policy().parameters().getOrDefault(parameter, definition.value());
    }

    int wholeLimit(String parameter) {
        return limit(parameter).intValueExact();
    }

    FactUse use(String code, FactReading reading) {
        String value = switch (reading.value()) {
            case null -> null;
            case FactValue.Amount amount -> amount.number().toPlainString();
            case FactValue.Code named -> named.code();
            case FactValue.Day day -> day.date().toString();
        };
        return new FactUse(
                code,
                reading.id(),
                reading.state(),
                value,
                reading.observedAt(),
                ChronoUnit.DAYS.between(dayOf(reading), today()),
                reading.source(),
                reading.recordedBy(),
                null);
    }
}
