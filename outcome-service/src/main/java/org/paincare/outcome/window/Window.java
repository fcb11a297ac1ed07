package org.paincare.outcome.window;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.paincare.outcome.diary.DiaryDay;
import org.paincare.outcome.diary.DiaryRules;
import org.paincare.outcome.diary.JudgedDay;
import org.paincare.outcome.diary.MigraineDefinition;
import org.paincare.outcome.rules.Explanation;
import org.paincare.outcome.rules.Explanations;
import org.paincare.outcome.rules.RuleRef;
import org.paincare.platform.scoring.Fraction;

/**
 * What the recorded days of one window amount to. Depends on the set of days only, never on the order they came in.
 *
 * @param observed what was counted, unscaled: days, minutes, attacks, summed NRS
 * @param answeredDays of the measures that are means: recorded days on which the question was answered
 * @param overuseDays observed days by MOH-DAYS item, and {@code anyDay}
 */
public record Window(
        int index,
        LocalDate from,
        LocalDate to,
        MigraineDefinition definition,
        int days,
        int recordedDays,
        Completeness completeness,
        Map<DayMeasure, Integer> observed,
        Map<DayMeasure, Integer> answeredDays,
        Map<String, Integer> overuseDays,
        List<RuleRef> rules) {

    public Window {
        observed = Map.copyOf(observed);
        answeredDays = Map.copyOf(answeredDays);
        overuseDays = Map.copyOf(overuseDays);
        rules = List.copyOf(rules);
    }

    /** Counts the days that lie in the span; others are ignored. One entry per date. */
    public static Window of(
            WindowGrid.Span span,
            Collection<DiaryDay> diary,
            MigraineDefinition definition,
            DiaryRules diaryRules,
            WindowRules windowRules) {
        List<JudgedDay> days = diary.stream()
                .filter(day -> span.contains(day.date()))
                .map(day -> JudgedDay.of(day, definition, diaryRules))
                .toList();
        if (days.stream().map(JudgedDay::date).distinct().count() != days.size()) {
            throw new IllegalArgumentException("one entry per diary day");
        }
        Map<DayMeasure, Integer> observed = new TreeMap<>();
        for (DayMeasure measure : DayMeasure.values()) {
            observed.put(measure, observed(measure, days));
        }
        return new Window(
                span.index(),
                span.from(),
                span.to(),
                definition,
                windowRules.days(),
                days.size(),
                windowRules.completeness(days.size()),
                observed,
                Map.of(
                        DayMeasure.MEAN_DAILY_NRS, count(days, day -> day.peakNrs() != null),
                        DayMeasure.MEAN_CONCENTRATION, count(days, day -> day.concentration() != null)),
                overuse(days),
                List.of(diaryRules.ref(), windowRules.ref()));
    }

    /** Scaled to the full window, exactly; empty where too little was recorded. */
    public Optional<Fraction> value(DayMeasure measure) {
        if (completeness == Completeness.NOT_SCORABLE) {
            return Optional.empty();
        }
        Fraction counted = Fraction.of(observed.getOrDefault(measure, 0));
        Fraction recorded = Fraction.of(recordedDays);
        return switch (measure) {
            case MIGRAINE_DAYS,
                    HEADACHE_DAYS,
                    MODERATE_SEVERE_DAYS,
                    SEVERE_DAYS,
                    ACUTE_MEDICATION_DAYS,
                    INTRANASAL_KETAMINE_DAYS -> Optional.of(counted.times(days).dividedBy(recorded));
            case HEADACHE_HOURS -> Optional.of(counted.times(days).dividedBy(recorded.times(60)));
            case ATTACKS_PER_WEEK -> Optional.of(counted.times(7).dividedBy(recorded));
            case MEAN_DAILY_NRS, MEAN_CONCENTRATION ->
                Optional.of(answeredDays.getOrDefault(measure, 0))
                        .filter(answered -> answered > 0)
                        .map(answered -> counted.dividedBy(Fraction.of(answered)));
        };
    }

    /** As a person reads it: one decimal, HALF_UP. */
    public Optional<BigDecimal> shown(DayMeasure measure) {
        return value(measure).map(value -> value.rounded(1));
    }

    public Explanation explanation(DayMeasure measure) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("from", from.toString());
        facts.put("to", to.toString());
        facts.put("recorded", Integer.toString(recordedDays));
        facts.put("days", Integer.toString(days));
        facts.put("measure", measure.name());
        facts.put("definition", definition.name());
        facts.put("value", shown(measure).map(BigDecimal::toPlainString).orElse("-"));
        return Explanations.explain("WINDOW_" + completeness.name(), facts, rules.toArray(RuleRef[]::new));
    }

    private static int observed(DayMeasure measure, List<JudgedDay> days) {
        return switch (measure) {
            case MIGRAINE_DAYS -> count(days, JudgedDay::migraineDay);
            case HEADACHE_DAYS -> count(days, JudgedDay::headacheDay);
            case MODERATE_SEVERE_DAYS -> count(days, JudgedDay::moderateSevereDay);
            case SEVERE_DAYS -> count(days, JudgedDay::severeDay);
            case ACUTE_MEDICATION_DAYS -> count(days, JudgedDay::acuteMedicationDay);
            case INTRANASAL_KETAMINE_DAYS -> count(days, JudgedDay::intranasalKetamineDay);
            case HEADACHE_HOURS ->
                days.stream().mapToInt(JudgedDay::headacheMinutes).sum();
            case ATTACKS_PER_WEEK -> days.stream().mapToInt(JudgedDay::attacks).sum();
            case MEAN_DAILY_NRS -> sum(days, JudgedDay::peakNrs);
            case MEAN_CONCENTRATION -> sum(days, JudgedDay::concentration);
        };
    }

    private static Map<String, Integer> overuse(List<JudgedDay> days) {
        Map<String, Integer> counted = new TreeMap<>();
        days.forEach(day -> day.overuseItems().forEach(item -> counted.merge(item, 1, Integer::sum)));
        counted.put("anyDay", count(days, day -> !day.overuseItems().isEmpty()));
        return counted;
    }

    private static int sum(List<JudgedDay> days, Function<JudgedDay, @Nullable Integer> answer) {
        return days.stream()
                .map(answer)
                .filter(Objects::nonNull)
                .mapToInt(Integer::intValue)
                .sum();
    }

    private static int count(List<JudgedDay> days, Predicate<JudgedDay> kind) {
        return Math.toIntExact(days.stream().filter(kind).count());
    }
}
