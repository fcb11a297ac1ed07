package org.paincare.patient.eligibility.engine;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Asks every rule of a rule set about one snapshot. Deterministic and free of side effects. */
public final class EligibilityEngine {

    private EligibilityEngine() {}

    /**
     * Evaluates a snapshot; also the dry run, since nothing is stored.
     *
     * @throws IllegalArgumentException when the jurisdiction is not one of the rule set's or the clinic policy fails
     *     {@link RuleSet#check}; both are checked where they are set, so this is a programmer's mistake
     */
    public static Evaluation evaluate(RuleSet ruleSet, FactSnapshot snapshot) {
        requireFit(ruleSet, snapshot);
        CaseFile file = new CaseFile(ruleSet, snapshot, true);
        ConditionCheck conditions = new ConditionCheck(file);
        List<RuleResult> results = ruleSet.rules().stream()
                .map(rule -> result(rule, file, conditions))
                .toList();
        return new Evaluation(
                ruleSet.version(),
                ruleSet.vocabulary().version(),
                snapshot.policy().version(),
                snapshot.scope(),
                snapshot.occasion(),
                snapshot.jurisdiction(),
                snapshot.evaluatedAt(),
                Decision.of(results),
                results);
    }

    private static void requireFit(RuleSet ruleSet, FactSnapshot snapshot) {
        List<String> problems = new ArrayList<>(ruleSet.check(snapshot.policy()));
        if (!ruleSet.jurisdictions().contains(snapshot.jurisdiction())) {
            problems.add("unknown jurisdiction " + snapshot.jurisdiction());
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
    }

    private static RuleResult result(Rule rule, CaseFile file, ConditionCheck conditions) {
        FactSnapshot snapshot = file.snapshot();
        Severity severity = rule.severity(snapshot.setting(), snapshot.policy().flags());
        Explainer explainer = new Explainer(file, rule);
        if (!rule.applies(snapshot)) {
            return explainer.notApplicable(severity);
        }
        if (!rule.implemented()) {
            return explainer.notImplemented(severity);
        }
        Verdict found = conditions.check(rule.conditions().get(snapshot.scope()));
        Verdict verdict = found.until(file.validityEnds(found.facts()));
        Outcome outcome = outcome(severity, verdict.truth());
        Waiver waiver = waiver(rule, severity, outcome, snapshot).orElse(null);
        Set<Mark> marks = EnumSet.noneOf(Mark.class);
        switch (waiver) {
            case null -> {}
            case RuleOverride ignored -> marks.add(Mark.OVERRIDDEN);
            case RuleDeferral ignored -> marks.add(Mark.DEFERRED);
        }
        if (outcome == Outcome.PASS && !verdict.clearances().isEmpty()) {
            marks.add(Mark.CLEARED);
        }
        if (outcome == Outcome.MISSING && onlyExpired(rule, severity, file)) {
            marks.add(Mark.TASK_ONLY);
        }
        return explainer.explain(severity, outcome, marks, verdict, waiver);
    }

    /** UNKNOWN is never a pass, and an M rule whose condition holds is missing something rather than firing. */
    private static Outcome outcome(Severity severity, Truth truth) {
        return switch (truth) {
            case FALSE -> Outcome.PASS;
            case UNKNOWN -> Outcome.MISSING;
            case TRUE ->
                switch (severity) {
                    case X, O, I -> Outcome.FIRES;
                    case M, M_DEFERRABLE -> Outcome.MISSING;
                };
        };
    }

    /** After enrolment the mere age of a day-scale fact changes nothing (reference 0.1, point 6). */
    private static boolean onlyExpired(Rule rule, Severity severity, CaseFile file) {
        FactSnapshot snapshot = file.snapshot();
        if (!rule.dayScale() || snapshot.scope() != Scope.P || snapshot.occasion() != Occasion.FOLLOW_UP) {
            return false;
        }
        Verdict ageless =
                new ConditionCheck(file.withoutAges()).check(rule.conditions().get(Scope.P));
        return outcome(severity, ageless.truth()) == Outcome.PASS;
    }

    /** The override or deferral that counts for this outcome: an override for an O that fires, a deferral for an M*. */
    private static Optional<? extends Waiver> waiver(
            Rule rule, Severity severity, Outcome outcome, FactSnapshot snapshot) {
        if (severity == Severity.O && outcome == Outcome.FIRES) {
            return Waiver.inForce(snapshot.overrides(), rule.id(), snapshot.evaluatedAt());
        }
        if (severity == Severity.M_DEFERRABLE && outcome == Outcome.MISSING) {
            return Waiver.inForce(snapshot.deferrals(), rule.id(), snapshot.evaluatedAt());
        }
        return Optional.empty();
    }
}
