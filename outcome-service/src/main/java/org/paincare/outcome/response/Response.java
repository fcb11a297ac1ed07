package org.paincare.outcome.response;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.paincare.outcome.rules.Explanation;
import org.paincare.outcome.rules.Explanations;
import org.paincare.outcome.rules.RuleRef;
import org.paincare.outcome.window.DayMeasure;
import org.paincare.outcome.window.Window;
import org.paincare.platform.scoring.Fraction;

/** One window against the baseline: classified on exact fractions, or said why not. */
public sealed interface Response {

    int window();

    Explanation explanation();

    /**
     * @param reduction per cent of the baseline, exact; negative is worse
     * @param shown the same to one decimal
     */
    record Classified(
            int window,
            DayMeasure measure,
            Fraction baseline,
            Fraction current,
            Fraction reduction,
            BigDecimal shown,
            ResponseClass responseClass,
            Explanation explanation)
            implements Response {}

    /** Counts as missing: it breaks no series and completes none. */
    record Unclassified(int window, Reason reason, Explanation explanation) implements Response {}

    /** Why a window is not classified. */
    enum Reason {
        BASELINE_INCOMPLETE,
        BASELINE_ZERO,
        WINDOW_INCOMPLETE,
        DEFINITIONS_DIFFER
    }

    static Response of(Window baseline, Window current, DayMeasure measure, ResponseRules rules) {
        if (!baseline.completeness().complete()) {
            return unclassified(baseline, current, measure, Reason.BASELINE_INCOMPLETE, rules);
        }
        if (!current.completeness().complete()) {
            return unclassified(baseline, current, measure, Reason.WINDOW_INCOMPLETE, rules);
        }
        if (baseline.definition() != current.definition() || !baseline.rules().equals(current.rules())) {
            return unclassified(baseline, current, measure, Reason.DEFINITIONS_DIFFER, rules);
        }
        Optional<Fraction> before = baseline.value(measure);
        Optional<Fraction> now = current.value(measure);
        if (before.isEmpty()) {
            return unclassified(baseline, current, measure, Reason.BASELINE_INCOMPLETE, rules);
        }
        if (now.isEmpty()) {
            return unclassified(baseline, current, measure, Reason.WINDOW_INCOMPLETE, rules);
        }
        if (before.get().isZero()) {
            return unclassified(baseline, current, measure, Reason.BASELINE_ZERO, rules);
        }
        Fraction reduction = before.get().minus(now.get()).times(100).dividedBy(before.get());
        ResponseClass found = rules.classify(reduction);
        Map<String, String> facts = facts(baseline, current, measure);
        facts.put("percent", reduction.rounded(1).toPlainString());
        facts.put("class", found.name());
        return new Classified(
                current.index(),
                measure,
                before.get(),
                now.get(),
                reduction,
                reduction.rounded(1),
                found,
                Explanations.explain("RESPONSE_CLASSIFIED", facts, refs(current, rules)));
    }

    private static Response unclassified(
            Window baseline, Window current, DayMeasure measure, Reason reason, ResponseRules rules) {
        return new Unclassified(
                current.index(),
                reason,
                Explanations.explain(
                        "RESPONSE_" + reason.name(), facts(baseline, current, measure), refs(current, rules)));
    }

    private static RuleRef[] refs(Window window, ResponseRules rules) {
        var refs = new java.util.ArrayList<>(window.rules());
        refs.add(rules.ref());
        return refs.toArray(RuleRef[]::new);
    }

    private static Map<String, String> facts(Window baseline, Window current, DayMeasure measure) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("window", Integer.toString(current.index()));
        facts.put("measure", measure.name());
        facts.put("definition", current.definition().name());
        facts.put(
                "baseline",
                baseline.shown(measure).map(BigDecimal::toPlainString).orElse("-"));
        facts.put("baselineRecorded", Integer.toString(baseline.recordedDays()));
        facts.put(
                "current", current.shown(measure).map(BigDecimal::toPlainString).orElse("-"));
        facts.put("recorded", Integer.toString(current.recordedDays()));
        facts.put("from", current.from().toString());
        facts.put("to", current.to().toString());
        return facts;
    }
}
