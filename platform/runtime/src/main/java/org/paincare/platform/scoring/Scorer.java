package org.paincare.platform.scoring;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Scores answers: the same instrument version, answers and policy give the same score, everywhere. Safe from any thread. */
public final class Scorer {

    /** Stored beside every score; raised when an operator, rounding or status rule here changes. */
    public static final String VERSION = "1";

    private Scorer() {}

    /**
     * @param items a list in the instrument's order (null for blank) or an object by item id and group
     * @param policy the missing-item rule; null for the instrument's default
     * @throws ScoringRefused where the answers cannot be told apart or the policy is not one of the instrument's
     */
    public static Score score(Instrument instrument, @Nullable JsonNode items, @Nullable String policy) {
        Instrument.Policy rule = policy(instrument, policy);
        Answers answers = Answers.read(instrument, items);
        Evaluation evaluation = new Evaluation(instrument, answers, rule);
        if (!answers.violations().isEmpty()) {
            return unscored(instrument, evaluation, Score.Status.INVALID, answers.violations());
        }
        Score.Status status = status(instrument, answers, evaluation);
        return status == Score.Status.NOT_SCORABLE
                ? unscored(instrument, evaluation, status, List.of())
                : scored(instrument, evaluation, status);
    }

    private static Instrument.Policy policy(Instrument instrument, @Nullable String name) {
        if (name == null) {
            return instrument.policies().getFirst();
        }
        return instrument.policies().stream()
                .filter(policy -> policy.name().equals(name))
                .findFirst()
                .orElseThrow(() -> {
                    String known = instrument.policies().stream()
                            .map(Instrument.Policy::name)
                            .collect(Collectors.joining(", "));
                    return new ScoringRefused(
                            ScoringRefused.Reason.POLICY_UNKNOWN,
                            "",
                            "This instrument has no such policy; it has: " + known + ".",
                            "Este instrumento no tiene esa política; tiene: " + known + ".");
                });
    }

    private static Score.Status status(Instrument instrument, Answers answers, Evaluation evaluation) {
        Instrument.Output output = instrument.output();
        long present = output.parts().stream().filter(evaluation::present).count();
        if (present == 0 || (present < output.parts().size() && !output.partial())) {
            return Score.Status.NOT_SCORABLE;
        }
        if (present < output.parts().size()) {
            return Score.Status.PARTIAL;
        }
        Instrument.Completeness completeness = output.completeness();
        if (completeness != null) {
            return byCompleteness(completeness, answers.value(completeness.item()));
        }
        return output.parts().stream().anyMatch(evaluation::prorated)
                ? Score.Status.SCORED_PRORATED
                : Score.Status.SCORED;
    }

    private static Score.Status byCompleteness(Instrument.Completeness completeness, @Nullable Fraction counted) {
        return completeness.levels().stream()
                .filter(level -> counted != null && counted.atLeast(Fraction.of(level.atLeast())))
                .map(Instrument.Completeness.Level::status)
                .findFirst()
                .orElse(Score.Status.NOT_SCORABLE);
    }

    private static Score scored(Instrument instrument, Evaluation evaluation, Score.Status status) {
        Instrument.Output output = instrument.output();
        Shown score = output.score() == null ? null : evaluation.shown(output.score());
        return new Score(
                score,
                score == null ? null : band(instrument, evaluation),
                status,
                subscores(output, evaluation),
                instrument.flags().isEmpty() ? null : flags(instrument, evaluation, false),
                List.of());
    }

    private static @Nullable String band(Instrument instrument, Evaluation evaluation) {
        return instrument.bands().stream()
                .filter(band -> evaluation.holds(Objects.requireNonNull(band.when())) == Evaluation.Truth.YES)
                .map(Instrument.Band::band)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Map<String, @Nullable Shown> subscores(Instrument.Output output, Evaluation evaluation) {
        List<String> names = Objects.requireNonNull(output.subscores());
        if (names.isEmpty()) {
            return null;
        }
        Map<String, @Nullable Shown> shown = new LinkedHashMap<>();
        names.forEach(name -> shown.put(name, evaluation.shown(name)));
        return shown;
    }

    /**
     * Nothing is scored, but what must always be looked for still is: on a form too incomplete to score the list is
     * there even when empty, on an invalid one only when something was found.
     */
    private static Score unscored(
            Instrument instrument, Evaluation evaluation, Score.Status status, List<Score.Violation> violations) {
        boolean looksAlways = instrument.flags().stream().anyMatch(Instrument.Flag::evenUnscored);
        List<String> found = flags(instrument, evaluation, true);
        boolean shows = looksAlways && (status == Score.Status.NOT_SCORABLE || !found.isEmpty());
        return new Score(null, null, status, null, shows ? found : null, violations);
    }

    private static List<String> flags(Instrument instrument, Evaluation evaluation, boolean onlyEvenUnscored) {
        return instrument.flags().stream()
                .filter(flag -> flag.evenUnscored() || !onlyEvenUnscored)
                .filter(flag -> evaluation.holds(flag.when()) == Evaluation.Truth.YES)
                .map(Instrument.Flag::flag)
                .toList();
    }
}
