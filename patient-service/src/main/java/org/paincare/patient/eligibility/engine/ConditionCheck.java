package org.paincare.patient.eligibility.engine;

/** Works out a condition tree for one case. */
final class ConditionCheck {

    private final CaseFile file;
    private final FactCheck facts;
    private final TimeCheck times;
    private final PressureCheck pressure;

    ConditionCheck(CaseFile file) {
        this.file = file;
        this.facts = new FactCheck(file);
        this.times = new TimeCheck(file);
        this.pressure = new PressureCheck(file);
    }

    Verdict check(Condition condition) {
        return switch (condition) {
            case Condition.AnyOf any ->
                Verdict.any(any.parts().stream().map(this::check).toList());
            case Condition.AllOf all ->
                Verdict.all(all.parts().stream().map(this::check).toList());
            case Condition.Not not -> check(not.part()).not();
            case Condition.RuleHolds other -> check(conditionOf(other.ruleId()));
            case Condition.Present present -> facts.present(present);
            case Condition.Absent absent -> facts.absent(absent);
            case Condition.Recorded recorded -> facts.recorded(recorded);
            case Condition.CodeIn code -> facts.codeIn(code);
            case Condition.NumberIs number -> facts.numberIs(number);
            case Condition.WeightChangedMoreThan change -> facts.weightChanged(change);
            case Condition.SessionsPlannedAbove planned -> facts.sessionsPlanned(planned);
            case Condition.Recent recent -> times.recent(recent);
            case Condition.EventWithin event -> times.eventWithin(event);
            case Condition.AgeIs age -> times.ageIs(age);
            case Condition.SameDay sameDay -> times.sameDay(sameDay);
            case Condition.ConsentMissing ignored -> new ConsentCheck(file).missing();
            case Condition.PressureToday today -> pressure.today(today);
            case Condition.PressureAtIntake intake -> pressure.atIntake(intake);
            case Condition.PressureLatest latest -> pressure.latest(latest);
        };
    }

    private Condition conditionOf(String ruleId) {
        Rule rule = file.ruleSet().rule(ruleId).orElseThrow();
        return rule.conditions().get(file.snapshot().scope());
    }
}
