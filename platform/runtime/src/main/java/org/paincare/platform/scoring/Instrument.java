package org.paincare.platform.scoring;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One version of one questionnaire or computed scale, read from one file by {@link InstrumentReader}: what may be
 * answered, how answers become numbers, what the numbers mean, and who owns the words.
 *
 * @param positional item ids in the order of an answer list; empty where answers are only given by key
 * @param groups keys that hold a list of answers in place of one item each ("severity": [..])
 * @param policies named missing-item rules, the default first
 * @param bands first match wins; the last has no condition
 */
public record Instrument(
        String id,
        String version,
        Words name,
        Recall recall,
        Direction direction,
        Licence licence,
        List<Code> codes,
        List<String> sources,
        Map<String, List<Option>> optionSets,
        List<Item> items,
        List<String> positional,
        Map<String, List<String>> groups,
        List<Check> checks,
        List<Skip> skips,
        List<Policy> policies,
        Map<String, Table> tables,
        List<Measure> measures,
        Output output,
        List<Band> bands,
        List<Flag> flags,
        ChangeRules change) {

    public Instrument {
        codes = copy(codes);
        sources = copy(sources);
        optionSets = optionSets == null ? Map.of() : Map.copyOf(optionSets);
        items = copy(items);
        positional = copy(positional);
        groups = groups == null ? Map.of() : Map.copyOf(groups);
        checks = copy(checks);
        skips = copy(skips);
        policies = copy(policies);
        tables = tables == null ? Map.of() : Map.copyOf(tables);
        measures = copy(measures);
        bands = copy(bands);
        flags = copy(flags);
    }

    static <T> List<T> copy(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }

    public Optional<Item> item(String itemId) {
        return items.stream().filter(item -> item.id().equals(itemId)).findFirst();
    }

    public Optional<Measure> measure(String measureName) {
        return measures.stream()
                .filter(measure -> measure.name().equals(measureName))
                .findFirst();
    }

    /** Which way a patient gets better; PROFILE has no order. */
    public enum Direction {
        LOWER_IS_BETTER,
        HIGHER_IS_BETTER,
        PROFILE
    }

    /** How sure a number or claim is: read in its source, general knowledge, or our own default awaiting a signature. */
    public enum Mark {
        SOURCE,
        K,
        D
    }

    /** The same words in English and Spanish. */
    public record Words(String en, String es) {}

    /** The time an answer looks back on; {@code period} is ISO 8601, or NOW. */
    public record Recall(String period, String en, String es) {}

    /** Where {@code mayShipText} is false no item carries text: the licensed clinic loads its own. */
    public record Licence(String holder, String terms, boolean mayShipText, Mark mark) {}

    /** A code of the whole instrument, its total or (on an item) one question. */
    public record Code(String system, String code, String of, Mark mark) {}

    /** One choice a person sees. */
    public record Option(BigDecimal value, Words text) {}

    /**
     * One question. Exactly one of range, values, or named options bounds the answer; {@code reversed} answers count as
     * lowest + highest - answer; {@code absentMeans} stands in only where the key is left out, never for null.
     */
    public record Item(
            String id,
            @Nullable Range range,
            @Nullable List<BigDecimal> values,
            @Nullable Map<String, BigDecimal> named,
            boolean reversed,
            @Nullable BigDecimal absentMeans,
            @Nullable List<String> absentCounts,
            @Nullable String options,
            @Nullable Words text,
            @Nullable List<Code> codes) {}

    /** Inclusive bounds; {@code decimals} lets a fraction in (a prorated value), else whole numbers only. */
    public record Range(BigDecimal from, BigDecimal to, boolean decimals) {}

    /** A contradiction between answers: {@code item} (or the number of positive {@code positive}) may not exceed another. */
    public record Check(@Nullable String item, @Nullable List<String> positive, String notAbove) {}

    /** An item that is not asked where the answer to another is within the limits; one of the two limits is given. */
    public record Skip(
            String item,
            String whereItem,
            @Nullable BigDecimal atLeast,
            @Nullable BigDecimal atMost) {}

    /** How many answers each measure needs at least; a measure not named needs all of its items. */
    public record Policy(String name, Mark mark, @Nullable Map<String, Integer> minimumAnswered) {
        public Policy {
            minimumAnswered = minimumAnswered == null ? Map.of() : Map.copyOf(minimumAnswered);
        }
    }

    /** Values for consecutive whole raw scores from {@code from}; standard errors beside them where known. */
    public record Table(
            int from, List<BigDecimal> values, @Nullable List<BigDecimal> standardErrors, Mark mark) {}

    /** A named number: computed, then sent through the steps, then shown. */
    public record Measure(
            String name, Operator compute, @Nullable List<Step> then, Show show) {
        public Measure {
            then = copy(then);
        }
    }

    /** How a measure is printed; UP_TO_TWO_DECIMALS keeps at least one (40.0, 6.67). */
    public enum Show {
        INTEGER,
        ONE_DECIMAL,
        UP_TO_TWO_DECIMALS,
        TEXT
    }

    /**
     * What the answer shows. {@code parts} decide the status: all there, some by proration, some missing (PARTIAL where
     * {@code partial}, else NOT_SCORABLE).
     */
    public record Output(
            @Nullable String score,
            @Nullable List<String> subscores,
            List<String> parts,
            boolean partial,
            @Nullable Completeness completeness) {
        public Output {
            subscores = copy(subscores);
        }
    }

    /** The status by how many days (or answers) an item counts; below the last level nothing is scored. */
    public record Completeness(String item, List<Level> levels) {
        public record Level(BigDecimal atLeast, Score.Status status) {}
    }

    /** A name for a stretch of results, from good to bad or as the instrument orders them. */
    public record Band(String band, @Nullable List<Condition> when) {
        public Band {
            when = copy(when);
        }
    }

    /** A finding worth naming; {@code evenUnscored} ones are looked for in every form, complete or not. */
    public record Flag(String flag, List<Condition> when, boolean evenUnscored) {}

    /** A limit on one item's answer or one measure's exact value; all limits given must hold. */
    public record Condition(
            @Nullable String item,
            @Nullable String measure,
            @Nullable BigDecimal atLeast,
            @Nullable BigDecimal above,
            @Nullable BigDecimal atMost,
            @Nullable BigDecimal below,
            boolean blank) {}
}
