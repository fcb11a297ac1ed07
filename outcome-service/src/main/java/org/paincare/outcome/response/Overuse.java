package org.paincare.outcome.response;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.paincare.outcome.rules.Explanation;
import org.paincare.outcome.rules.Explanations;
import org.paincare.outcome.rules.RuleRef;
import org.paincare.outcome.window.DayMeasure;
import org.paincare.outcome.window.Window;
import org.paincare.platform.scoring.Instrument;
import org.paincare.platform.scoring.Score;
import org.paincare.platform.scoring.Scorer;

/**
 * Overuse of acute medication over consecutive windows. Limits apply to the days as they were counted, never scaled up: a
 * window only partly recorded can show overuse but cannot show its absence.
 *
 * @param status NONE, MOH_RISK or MOH_CRITERIA as of the last window given
 * @param windows length of the current run of windows over the limits
 * @param classes MOH-DAYS flags met in the run
 */
public record Overuse(Status status, int windows, List<String> classes, Explanation explanation) {

    public enum Status {
        NONE,
        MOH_RISK,
        MOH_CRITERIA
    }

    private enum Seen {
        OVER,
        NOT_OVER,
        UNKNOWN
    }

    /** @param windows any order; the baseline may be among them */
    public static Overuse of(List<Window> windows, Instrument mohDays, OveruseRules rules) {
        return along(windows, mohDays, rules).getLast();
    }

    /** As of each window, oldest first; one for no window at all. */
    public static List<Overuse> along(List<Window> windows, Instrument mohDays, OveruseRules rules) {
        int run = 0;
        var classes = new TreeSet<String>();
        var along = new ArrayList<Overuse>();
        for (Window window :
                windows.stream().sorted(Comparator.comparing(Window::from)).toList()) {
            Score score = Scorer.score(mohDays, items(window), null);
            switch (seen(window, score, rules)) {
                case OVER -> {
                    run++;
                    classes.addAll(score.flags() == null ? List.of() : score.flags());
                }
                case NOT_OVER -> {
                    run = 0;
                    classes.clear();
                }
                case UNKNOWN -> {
                    // a missing window neither breaks the run nor adds to it
                }
            }
            along.add(judged(run, classes, mohDays, rules));
        }
        return along.isEmpty() ? List.of(judged(0, classes, mohDays, rules)) : List.copyOf(along);
    }

    private static Overuse judged(int run, TreeSet<String> classes, Instrument mohDays, OveruseRules rules) {
        Status status = run >= rules.criteriaWindows()
                ? Status.MOH_CRITERIA
                : run >= rules.riskWindows() ? Status.MOH_RISK : Status.NONE;
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("windows", Integer.toString(run));
        facts.put("classes", classes.isEmpty() ? "-" : String.join(", ", classes));
        facts.put("headacheDays", Integer.toString(rules.headacheDays()));
        facts.put("criteriaWindows", Integer.toString(rules.criteriaWindows()));
        RuleRef limits = new RuleRef(mohDays.id(), mohDays.version());
        return new Overuse(
                status,
                run,
                List.copyOf(classes),
                Explanations.explain("OVERUSE_" + status.name(), facts, rules.ref(), limits));
    }

    private static Seen seen(Window window, Score score, OveruseRules rules) {
        boolean over = "OVERUSE".equals(score.band())
                && window.observed().getOrDefault(DayMeasure.HEADACHE_DAYS, 0) >= rules.headacheDays();
        if (over) {
            return Seen.OVER;
        }
        return window.completeness().complete() ? Seen.NOT_OVER : Seen.UNKNOWN;
    }

    private static ObjectNode items(Window window) {
        ObjectNode items = JsonNodeFactory.instance.objectNode();
        window.overuseDays().forEach(items::put);
        return items;
    }
}
