package org.paincare.session.monitoring;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.paincare.session.reference.Version;

/**
 * What a set of readings means. Readings with a problem are judged by nothing else.
 *
 * @param held rules that are crossed or not left behind by their margin: what was alarmed by them is not over
 */
public record Evaluation(
        Version limits, String altitude, List<ReadingProblem> problems, List<VitalFinding> findings, Set<String> held) {

    public Evaluation {
        problems = List.copyOf(problems);
        findings = List.copyOf(findings);
        held = Set.copyOf(held);
    }

    public boolean isCritical() {
        return findings.stream().anyMatch(finding -> finding.level() == VitalRule.Level.CRITICAL);
    }

    /** The most cautious action any finding asks for: STOP before PAUSE before a call. */
    public Optional<VitalRule.Action> action() {
        return Stream.of(VitalRule.Action.STOP, VitalRule.Action.PAUSE, VitalRule.Action.CALL_CLINICIAN)
                .filter(action -> findings.stream().anyMatch(finding -> finding.action() == action))
                .findFirst();
    }
}
