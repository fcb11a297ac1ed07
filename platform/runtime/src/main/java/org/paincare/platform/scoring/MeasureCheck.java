package org.paincare.platform.scoring;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Measures refer only to items and to measures before them, and a raw-to-T table covers every raw score it can meet. */
final class MeasureCheck {

    private final Instrument instrument;
    private final List<String> faults = new ArrayList<>();
    private final Set<String> before = new HashSet<>();

    MeasureCheck(Instrument instrument) {
        this.instrument = instrument;
    }

    List<String> faults() {
        for (Instrument.Measure measure : instrument.measures()) {
            for (String item : itemsOf(measure.compute())) {
                if (instrument.item(item).isEmpty()) {
                    faults.add("measure " + measure.name() + " names the unknown item " + item);
                }
            }
            references(measure);
            if (faults.isEmpty()) {
                tables(measure);
            }
            before.add(measure.name());
        }
        return faults;
    }

    /** Items of a sum or mean, where a missing rule may apply; none for other operators. */
    static List<String> averagedItems(Operator operator) {
        return switch (operator) {
            case Operator.Sum sum -> sum.items();
            case Operator.Mean mean -> mean.items();
            case Operator.Weighted _,
                    Operator.Value _,
                    Operator.Difference _,
                    Operator.PercentChange _,
                    Operator.Rate _,
                    Operator.Profile _,
                    Operator.CountFlags _,
                    Operator.Of _ -> List.of();
        };
    }

    private static List<String> itemsOf(Operator operator) {
        return switch (operator) {
            case Operator.Sum sum -> sum.items();
            case Operator.Mean mean -> mean.items();
            case Operator.Weighted weighted -> List.copyOf(weighted.weights().keySet());
            case Operator.Value value -> List.of(value.item());
            case Operator.Difference(String from, String to) -> List.of(from, to);
            case Operator.PercentChange(String from, String to) -> List.of(from, to);
            case Operator.Rate(String item, String per, int _) -> List.of(item, per);
            case Operator.Profile profile -> profile.items();
            case Operator.CountFlags _, Operator.Of _ -> List.of();
        };
    }

    private void references(Instrument.Measure measure) {
        if (measure.compute() instanceof Operator.Of(String other) && !before.contains(other)) {
            faults.add("measure " + measure.name() + " needs " + other + " declared before it");
        }
        if (measure.compute() instanceof Operator.CountFlags(List<String> names)) {
            for (String name : names) {
                instrument.flags().stream()
                        .filter(flag -> flag.flag().equals(name))
                        .findFirst()
                        .ifPresentOrElse(
                                flag -> flag.when().stream()
                                        .map(Instrument.Condition::measure)
                                        .filter(other -> other != null && !before.contains(other))
                                        .forEach(other ->
                                                faults.add("flag " + name + " cannot be counted before " + other)),
                                () -> faults.add("measure " + measure.name() + " counts the unknown flag " + name));
            }
        }
        boolean text = measure.compute() instanceof Operator.Profile;
        if (text != (measure.show() == Instrument.Show.TEXT)) {
            faults.add("measure " + measure.name() + ": a profile, and only a profile, is shown as text");
        }
    }

    private void tables(Instrument.Measure measure) {
        for (Step step : Objects.requireNonNull(measure.then())) {
            if (step instanceof Step.RawToT(String name)) {
                Instrument.Table table = instrument.tables().get(name);
                Operator source = measure.compute() instanceof Operator.Of(String raw)
                        ? instrument.measure(raw).orElseThrow().compute()
                        : measure.compute();
                if (table == null || !(source instanceof Operator.Sum(List<String> items))) {
                    faults.add("measure " + measure.name() + " needs a table over a sum");
                    continue;
                }
                Fraction lowest = total(items, true);
                Fraction highest = total(items, false);
                Fraction last = Fraction.of(table.from() + table.values().size() - 1L);
                if (!lowest.equals(Fraction.of(table.from())) || !highest.equals(last)) {
                    faults.add("table " + name + " does not cover raw scores " + lowest + " to " + highest);
                }
            }
        }
    }

    private Fraction total(List<String> items, boolean lowest) {
        return items.stream()
                .map(id -> instrument.item(id).orElseThrow())
                .map(item -> lowest ? ItemReader.lowest(item) : ItemReader.highest(item))
                .reduce(Fraction.ZERO, Fraction::plus);
    }
}
