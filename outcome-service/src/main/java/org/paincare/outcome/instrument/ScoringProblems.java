package org.paincare.outcome.instrument;

import java.util.List;
import org.paincare.outcome.OutcomeProblem;
import org.paincare.platform.Text;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.problem.Violation;
import org.paincare.platform.scoring.Score;
import org.paincare.platform.scoring.ScoringRefused;

/** Turns what the scoring engine refuses into problems; pointers lead from the request's {@code items}. */
public final class ScoringProblems {

    private ScoringProblems() {}

    /** Answers that cannot be told apart: too many, unknown items, another policy. */
    public static Problem of(ScoringRefused refused) {
        return Problem.of(OutcomeProblem.valueOf(refused.reason().name()), violations(refused.violations()));
    }

    /** Answers out of range or contradicting each other. */
    public static Problem of(Score invalid) {
        return Problem.of(OutcomeProblem.ANSWER_INVALID, violations(invalid.violations()));
    }

    private static List<Violation> violations(List<Score.Violation> found) {
        return found.stream()
                .map(one -> new Violation(
                        "/items" + one.pointer(),
                        one.code(),
                        new Text(one.message().en(), one.message().es())))
                .toList();
    }
}
