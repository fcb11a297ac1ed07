package org.paincare.patient.eligibility.engine;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Operators on the latest reading of a fact. */
final class FactCheck {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final CaseFile file;

    FactCheck(CaseFile file) {
        this.file = file;
    }

    Verdict present(Condition.Present condition) {
        return known(condition.fact(), condition.today(), known -> {
            if (!known.present() || !condition.untilCleared()) {
                return Verdict.of(known.present(), known.use());
            }
            return clearance(condition.fact(), known.reading())
                    .map(clearance -> Verdict.of(false, known.use())
                            .clearedBy(clearance)
                            .until(file.startOf(clearance.expiresOn().plusDays(1))))
                    .orElseGet(() -> Verdict.of(true, known.use()));
        });
    }

    Verdict absent(Condition.Absent condition) {
        return known(condition.fact(), condition.today(), known -> Verdict.of(!known.present(), known.use()));
    }

    Verdict recorded(Condition.Recorded condition) {
        List<FactReading> history = file.history(condition.fact());
        boolean there = !history.isEmpty() && (!condition.today() || file.ofToday(history.getLast()));
        Verdict verdict = Verdict.of(there);
        return there && condition.today() ? verdict.until(file.endOfToday()) : verdict;
    }

    Verdict codeIn(Condition.CodeIn condition) {
        return known(
                condition.fact(),
                false,
                known -> Verdict.of(
                        condition.codes().contains(file.code(condition.fact(), known.reading())), known.use()));
    }

    Verdict numberIs(Condition.NumberIs condition) {
        return known(condition.fact(), condition.today(), known -> {
            BigDecimal number = file.number(condition.fact(), known.reading());
            int sign = number.compareTo(file.limit(condition.parameter()));
            return Verdict.of(condition.comparison().holds(sign), known.use());
        });
    }

    /** |now - then| x 100 > percent x then, in exact decimals. */
    Verdict weightChanged(Condition.WeightChangedMoreThan condition) {
        BigDecimal then = file.snapshot().plan().lastDosingWeightKg();
        if (then == null) {
            return Verdict.of(false);
        }
        return known(Facts.WEIGHT, false, known -> {
            BigDecimal now = file.number(Facts.WEIGHT, known.reading());
            BigDecimal change = now.subtract(then).abs().multiply(HUNDRED);
            boolean changed = change.compareTo(file.limit(condition.parameter()).multiply(then)) > 0;
            FactUse use = changed ? known.use().because(Gap.NOT_AS_REQUIRED) : known.use();
            return Verdict.of(changed, use, FactUse.derived(Facts.DOSING_WEIGHT, then.toPlainString()));
        });
    }

    Verdict sessionsPlanned(Condition.SessionsPlannedAbove condition) {
        Integer planned = file.snapshot().plan().sessionsInThreeMonths();
        if (planned == null) {
            return Verdict.unknown(FactUse.notRecorded(Facts.SESSIONS_PLANNED));
        }
        return Verdict.of(
                planned > file.wholeLimit(condition.parameter()),
                FactUse.derived(Facts.SESSIONS_PLANNED, planned.toString()));
    }

    private Verdict known(String fact, boolean today, Function<Lookup.Known, Verdict> decide) {
        return switch (file.latest(fact, today)) {
            case Lookup.Unusable unusable -> Verdict.unknown(unusable.use());
            case Lookup.Known known -> {
                Verdict verdict = decide.apply(known);
                yield today ? verdict.until(file.endOfToday()) : verdict;
            }
        };
    }

    /** The valid clearance that lasts longest. It covers only what was observed up to its signature. */
    private Optional<FactClearance> clearance(String fact, FactReading reading) {
        return file.snapshot().clearances().stream()
                .filter(clearance -> clearance.factCode().equals(fact))
                .filter(clearance ->
                        clearance.readingId() == null || clearance.readingId().equals(reading.id()))
                .filter(clearance -> !clearance.signedAt().isBefore(reading.observedAt()))
                .filter(clearance ->
                        !clearance.signedAt().isAfter(file.snapshot().evaluatedAt()))
                .filter(clearance -> !clearance.expiresOn().isBefore(file.today()))
                .max(Comparator.comparing(FactClearance::expiresOn).thenComparing(FactClearance::id));
    }
}
