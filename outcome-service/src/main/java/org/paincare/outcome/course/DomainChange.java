package org.paincare.outcome.course;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.paincare.platform.scoring.Instrument;
import org.paincare.platform.scoring.ReliableChange;

/** One measure of a domain of daily function, at baseline and now, judged by its own instrument's thresholds. */
public record DomainChange(
        FunctionRules.Domain domain,
        FunctionRules.Source source,
        BigDecimal before,
        BigDecimal now,
        BigDecimal improvement,
        Optional<ReliableChange> judged) {

    /**
     * Changes that can be shown: those with both values. Diary measures (more is better) have no threshold.
     *
     * @param instruments by id
     */
    public static List<DomainChange> of(
            Map<FunctionRules.Source, BigDecimal> before,
            Map<FunctionRules.Source, BigDecimal> now,
            Function<String, Optional<Instrument>> instruments,
            Map<FunctionRules.Source, ReliableChange.Baselines> clinic,
            FunctionRules rules) {
        List<DomainChange> changes = new ArrayList<>();
        for (FunctionRules.Domain domain : FunctionRules.Domain.values()) {
            for (FunctionRules.Source source : rules.domains().getOrDefault(domain, List.of())) {
                BigDecimal first = before.get(source);
                BigDecimal last = now.get(source);
                if (first != null && last != null) {
                    Optional<ReliableChange> judged = instruments
                            .apply(source.instrument())
                            .map(instrument -> ReliableChange.between(
                                    instrument, source.measure(), first, last, clinic.get(source)));
                    BigDecimal improvement =
                            judged.map(ReliableChange::improvement).orElseGet(() -> last.subtract(first));
                    changes.add(new DomainChange(domain, source, first, last, improvement, judged));
                }
            }
        }
        return List.copyOf(changes);
    }
}
