package org.paincare.platform.scoring;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What an instrument file must hold beyond its shape: every name resolves, every range closes, no text without licence. */
final class InstrumentCheck {

    private final Instrument instrument;
    private final List<String> faults = new ArrayList<>();
    private final Set<String> items;
    private final Set<String> measures;

    private InstrumentCheck(Instrument instrument) {
        this.instrument = instrument;
        this.items = instrument.items().stream().map(Instrument.Item::id).collect(Collectors.toSet());
        this.measures =
                instrument.measures().stream().map(Instrument.Measure::name).collect(Collectors.toSet());
    }

    static List<String> faults(Instrument instrument) {
        var check = new InstrumentCheck(instrument);
        check.head();
        if (check.faults.isEmpty()) {
            check.items();
            check.licence();
            check.layout();
        }
        if (check.faults.isEmpty()) {
            check.faults.addAll(new MeasureCheck(instrument).faults());
            check.policies();
            check.output();
            check.bandsAndFlags();
            check.change();
        }
        return check.faults;
    }

    private void head() {
        need(
                instrument.id() != null && instrument.id().matches("[A-Za-z0-9][A-Za-z0-9-]*"),
                "id is missing or malformed");
        need(instrument.version() != null && !instrument.version().isBlank(), "version is missing");
        Stream.of(
                        instrument.name(),
                        instrument.recall(),
                        instrument.direction(),
                        instrument.licence(),
                        instrument.output(),
                        instrument.change())
                .filter(Objects::isNull)
                .findFirst()
                .ifPresent(none -> faults.add("name, recall, direction, licence, output and change are required"));
        need(!instrument.items().isEmpty(), "an instrument has items");
        need(!instrument.measures().isEmpty(), "an instrument has measures");
        need(!instrument.policies().isEmpty(), "an instrument has at least one policy");
        need(!instrument.sources().isEmpty(), "an instrument names its sources");
        need(items.size() == instrument.items().size(), "an item id is used twice");
        need(measures.size() == instrument.measures().size(), "a measure name is used twice");
    }

    private void items() {
        for (Instrument.Item item : instrument.items()) {
            long bounds = Stream.of(item.range(), item.values(), item.named())
                    .filter(Objects::nonNull)
                    .count();
            need(bounds == 1, "item " + item.id() + " needs exactly one of range, values, named");
            Instrument.Range range = item.range();
            if (range != null) {
                need(range.from().compareTo(range.to()) < 0, "item " + item.id() + " has an empty range");
            }
            need(
                    item.absentMeans() == null || item.absentCounts() == null,
                    "item " + item.id() + " stands in twice when absent");
            known(items, item.absentCounts(), "item " + item.id());
            String set = item.options();
            if (set != null) {
                List<Instrument.Option> options = instrument.optionSets().get(set);
                need(options != null, "item " + item.id() + " names no option set " + set);
                if (options != null && bounds == 1) {
                    options.forEach(option -> need(
                            within(item, option.value()),
                            "option " + option.value() + " is outside item " + item.id()));
                }
            }
        }
    }

    private static boolean within(Instrument.Item item, BigDecimal value) {
        Fraction exact = Fraction.of(value);
        return exact.atLeast(ItemReader.lowest(item))
                && ItemReader.highest(item).atLeast(exact);
    }

    private void licence() {
        boolean may = instrument.licence().mayShipText();
        for (Instrument.Item item : instrument.items()) {
            need(
                    may == (item.text() != null),
                    "item " + item.id() + (may ? " lacks its text" : " ships text without a licence"));
        }
        need(may || instrument.optionSets().isEmpty(), "option texts are shipped without a licence");
    }

    private void layout() {
        known(items, instrument.positional(), "positional");
        need(
                new HashSet<>(instrument.positional()).size()
                        == instrument.positional().size(),
                "positional repeats an item");
        instrument.groups().forEach((name, members) -> {
            need(!items.contains(name), "group " + name + " has the name of an item");
            known(items, members, "group " + name);
        });
        for (Instrument.Check check : instrument.checks()) {
            need(
                    (check.item() == null) != (check.positive() == null),
                    "a check names either an item or positive items");
            known(items, single(check.item()), "a check");
            known(items, check.positive(), "a check");
            known(items, List.of(check.notAbove()), "a check");
        }
        for (Instrument.Skip skip : instrument.skips()) {
            known(items, List.of(skip.item(), skip.whereItem()), "a skip");
            need(!skip.item().equals(skip.whereItem()), "a skip hangs on another item");
            need((skip.atLeast() == null) != (skip.atMost() == null), "a skip has one limit");
        }
    }

    private void policies() {
        for (Instrument.Policy policy : instrument.policies()) {
            for (Map.Entry<String, Integer> rule :
                    Objects.requireNonNull(policy.minimumAnswered()).entrySet()) {
                List<String> of = instrument
                        .measure(rule.getKey())
                        .map(measure -> MeasureCheck.averagedItems(measure.compute()))
                        .orElse(List.of());
                need(
                        rule.getValue() >= 1 && rule.getValue() <= of.size(),
                        "policy " + policy.name() + " cannot ask for " + rule.getValue() + " answers of "
                                + rule.getKey());
            }
        }
    }

    private void output() {
        Instrument.Output output = instrument.output();
        known(measures, single(output.score()), "output");
        known(measures, output.subscores(), "output");
        known(measures, output.parts(), "output");
        need(!output.parts().isEmpty(), "output needs parts");
        Instrument.Completeness completeness = output.completeness();
        if (completeness != null) {
            known(items, List.of(completeness.item()), "completeness");
            List<BigDecimal> limits = completeness.levels().stream()
                    .map(Instrument.Completeness.Level::atLeast)
                    .toList();
            need(
                    limits.equals(
                            limits.stream().sorted((a, b) -> b.compareTo(a)).toList()),
                    "completeness levels go from most to least");
        }
    }

    private void bandsAndFlags() {
        List<Instrument.Band> bands = instrument.bands();
        need(bands.isEmpty() || instrument.output().score() != null, "bands need a score");
        need(bands.stream().map(Instrument.Band::band).distinct().count() == bands.size(), "a band is named twice");
        for (int i = 0; i < bands.size(); i++) {
            boolean last = i == bands.size() - 1;
            need(
                    last == Objects.requireNonNull(bands.get(i).when()).isEmpty(),
                    "only and always the last band has no condition");
            conditions(bands.get(i).when(), "band " + bands.get(i).band());
        }
        need(
                instrument.flags().stream()
                                .map(Instrument.Flag::flag)
                                .distinct()
                                .count()
                        == instrument.flags().size(),
                "a flag is named twice");
        instrument.flags().forEach(flag -> {
            need(!flag.when().isEmpty(), "flag " + flag.flag() + " has no condition");
            conditions(flag.when(), "flag " + flag.flag());
        });
    }

    private void conditions(@Nullable List<Instrument.Condition> conditions, String where) {
        for (Instrument.Condition condition : Instrument.copy(conditions)) {
            need((condition.item() == null) != (condition.measure() == null), where + " looks at an item or a measure");
            known(items, single(condition.item()), where);
            known(measures, single(condition.measure()), where);
            boolean limited = Stream.of(condition.atLeast(), condition.above(), condition.atMost(), condition.below())
                    .anyMatch(Objects::nonNull);
            need(limited != condition.blank(), where + " needs a limit, or blank");
        }
    }

    private void change() {
        for (ChangeRules.Threshold threshold :
                Objects.requireNonNull(instrument.change().meaningful())) {
            known(measures, List.of(threshold.measure()), "change");
            need(threshold.amount().signum() > 0, "a change threshold is positive");
        }
        ChangeRules.Reliability reliability = instrument.change().reliability();
        if (reliability != null) {
            known(measures, List.of(reliability.measure()), "reliability");
            String table = reliability.errorTable();
            Instrument.Table errors = table == null ? null : instrument.tables().get(table);
            need(
                    table == null
                            || (errors != null
                                    && errors.standardErrors() != null
                                    && errors.standardErrors().size()
                                            == errors.values().size()),
                    "reliability needs a standard error for each value");
            BigDecimal retest = reliability.retest();
            need(
                    retest == null || (retest.signum() > 0 && retest.compareTo(BigDecimal.ONE) < 0),
                    "a retest coefficient lies between 0 and 1");
        }
    }

    private static List<String> single(@Nullable String name) {
        return name == null ? List.of() : List.of(name);
    }

    private void known(Set<String> names, @Nullable List<String> used, String where) {
        Instrument.copy(used).forEach(name -> need(names.contains(name), where + " names the unknown " + name));
    }

    private void need(boolean holds, String fault) {
        if (!holds) {
            faults.add(fault);
        }
    }
}
