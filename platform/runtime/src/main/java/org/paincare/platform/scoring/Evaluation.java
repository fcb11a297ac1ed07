package org.paincare.platform.scoring;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The measures of one set of answers under one policy, in the order the file declares them. */
final class Evaluation {

    /** Holds, does not hold, or cannot be told while an answer is missing. */
    enum Truth {
        YES,
        NO,
        UNKNOWN
    }

    private record Result(
            @Nullable Fraction number, @Nullable String text, boolean prorated) {
        static final Result NONE = new Result(null, null, false);

        boolean present() {
            return number != null || text != null;
        }
    }

    private final Instrument instrument;
    private final Answers answers;
    private final Instrument.Policy policy;
    private final Map<String, Result> results = new HashMap<>();

    Evaluation(Instrument instrument, Answers answers, Instrument.Policy policy) {
        this.instrument = instrument;
        this.answers = answers;
        this.policy = policy;
        instrument.measures().forEach(measure -> results.put(measure.name(), evaluate(measure)));
    }

    boolean present(String measure) {
        return result(measure).present();
    }

    boolean prorated(String measure) {
        return result(measure).prorated();
    }

    @Nullable
    Fraction exact(String measure) {
        return result(measure).number();
    }

    @Nullable
    Shown shown(String measure) {
        Result result = result(measure);
        if (result.text() != null) {
            return new Shown.Text(result.text());
        }
        Fraction number = result.number();
        return number == null
                ? null
                : Shown.number(number, instrument.measure(measure).orElseThrow().show());
    }

    Truth holds(List<Instrument.Condition> conditions) {
        boolean open = false;
        for (Instrument.Condition condition : conditions) {
            Truth truth = holds(condition);
            if (truth == Truth.NO) {
                return Truth.NO;
            }
            open |= truth == Truth.UNKNOWN;
        }
        return open ? Truth.UNKNOWN : Truth.YES;
    }

    private Truth holds(Instrument.Condition condition) {
        Fraction value = condition.item() != null
                ? answers.value(condition.item())
                : result(Objects.requireNonNull(condition.measure())).number();
        if (condition.blank()) {
            return value == null ? Truth.YES : Truth.NO;
        }
        if (value == null) {
            return Truth.UNKNOWN;
        }
        boolean holds = (condition.atLeast() == null || compare(value, condition.atLeast()) >= 0)
                && (condition.above() == null || compare(value, condition.above()) > 0)
                && (condition.atMost() == null || compare(value, condition.atMost()) <= 0)
                && (condition.below() == null || compare(value, condition.below()) < 0);
        return holds ? Truth.YES : Truth.NO;
    }

    private static int compare(Fraction value, BigDecimal limit) {
        return value.compareTo(Fraction.of(limit));
    }

    private Result result(String measure) {
        return results.getOrDefault(measure, Result.NONE);
    }

    private Result evaluate(Instrument.Measure measure) {
        Result result = compute(measure);
        for (Step step : Objects.requireNonNull(measure.then())) {
            Fraction number = result.number();
            if (number == null) {
                return result;
            }
            result = new Result(apply(step, number), null, result.prorated());
        }
        return result;
    }

    private Result compute(Instrument.Measure measure) {
        return switch (measure.compute()) {
            case Operator.Sum sum -> averaged(measure, sum.items(), sum.items().size());
            case Operator.Mean mean -> averaged(measure, mean.items(), 1);
            case Operator.Weighted weighted -> weighted(weighted.weights());
            case Operator.Value value -> number(answers.value(value.item()));
            case Operator.Difference(String from, String to) -> difference(from, to);
            case Operator.PercentChange(String from, String to) -> percentChange(from, to);
            case Operator.Rate(String item, String per, int times) -> rate(item, per, times);
            case Operator.Profile profile -> profile(profile.items());
            case Operator.CountFlags counted -> countFlags(counted.flags());
            case Operator.Of of -> result(of.measure());
        };
    }

    private static Result number(@Nullable Fraction number) {
        return number == null ? Result.NONE : new Result(number, null, false);
    }

    private Result averaged(Instrument.Measure measure, List<String> items, int times) {
        List<Fraction> answered =
                items.stream().map(answers::value).filter(Objects::nonNull).toList();
        int needed = Objects.requireNonNull(policy.minimumAnswered()).getOrDefault(measure.name(), items.size());
        if (answered.size() < needed || answered.isEmpty()) {
            return Result.NONE;
        }
        Fraction sum = answered.stream().reduce(Fraction.ZERO, Fraction::plus);
        Fraction mean = sum.dividedBy(Fraction.of(answered.size()));
        return new Result(mean.times(times), null, answered.size() < items.size());
    }

    private Result weighted(Map<String, BigDecimal> weights) {
        Fraction sum = Fraction.ZERO;
        for (Map.Entry<String, BigDecimal> weight : weights.entrySet()) {
            Fraction answer = answers.value(weight.getKey());
            if (answer == null) {
                return Result.NONE;
            }
            sum = sum.plus(answer.times(Fraction.of(weight.getValue())));
        }
        return number(sum);
    }

    private Result difference(String from, String to) {
        Fraction before = answers.value(from);
        Fraction after = answers.value(to);
        return before == null || after == null ? Result.NONE : number(after.minus(before));
    }

    private Result percentChange(String from, String to) {
        Fraction before = answers.value(from);
        Fraction after = answers.value(to);
        return before == null || after == null || before.isZero()
                ? Result.NONE
                : number(after.minus(before).times(100).dividedBy(before));
    }

    private Result rate(String item, String per, int times) {
        Fraction counted = answers.value(item);
        Fraction base = answers.value(per);
        return counted == null || base == null || base.isZero()
                ? Result.NONE
                : number(counted.times(times).dividedBy(base));
    }

    private Result profile(List<String> items) {
        List<Fraction> answered = new ArrayList<>();
        for (String item : items) {
            Fraction value = answers.value(item);
            if (value == null) {
                return Result.NONE;
            }
            answered.add(value);
        }
        return new Result(null, answered.stream().map(Fraction::toString).collect(Collectors.joining()), false);
    }

    private Result countFlags(List<String> names) {
        int raised = 0;
        for (Instrument.Flag flag : instrument.flags()) {
            if (names.contains(flag.flag())) {
                Truth truth = holds(flag.when());
                if (truth == Truth.UNKNOWN) {
                    return Result.NONE;
                }
                raised += truth == Truth.YES ? 1 : 0;
            }
        }
        return number(Fraction.of(raised));
    }

    private Fraction apply(Step step, Fraction number) {
        return switch (step) {
            case Step.Scale(var add, var multiply, var divide) -> {
                Fraction result = add == null ? number : number.plus(Fraction.of(add));
                result = multiply == null ? result : result.times(Fraction.of(multiply));
                yield divide == null ? result : result.dividedBy(Fraction.of(divide));
            }
            case Step.Round round -> Fraction.of(number.rounded(round.decimals()));
            case Step.RawToT(String name) -> {
                Instrument.Table table =
                        Objects.requireNonNull(instrument.tables().get(name));
                yield Fraction.of(table.values().get(number.rounded(0).intValueExact() - table.from()));
            }
        };
    }
}
