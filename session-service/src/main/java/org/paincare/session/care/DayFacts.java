package org.paincare.session.care;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.paincare.session.reference.Setting;
import org.paincare.session.standing.PatientService.DayFact;

/**
 * The facts of the day that go with the question of eligibility (reference 0.1.21): what the pre-check answers say by
 * themselves, what was recorded with them, and the vitals taken since the patient came.
 */
@ApplicationScoped
public class DayFacts {

    private static final String SOURCE = "SESSION";

    /** A pre-check item that is itself a fact of the eligibility vocabulary; a pass means {@code whenPassed}. */
    private record Says(String fact, String whenPassed, String otherwise) {}

    private static final Map<String, Says> ITEMS = Map.of(
            "ESCORT_CONFIRMED", new Says("ESCORT_CONFIRMED", "PRESENT", "ABSENT"),
            "FASTING", new Says("FASTING_MET", "PRESENT", "ABSENT"),
            "NO_ALCOHOL_OR_DRUGS", new Says("INTOXICATED_TODAY", "ABSENT", "PRESENT"));

    private final Lifecycle lifecycle;
    private final PreChecks preChecks;
    private final Vitals vitals;

    DayFacts(Lifecycle lifecycle, PreChecks preChecks, Vitals vitals) {
        this.lifecycle = lifecycle;
        this.preChecks = preChecks;
        this.vitals = vitals;
    }

    /** Vitals taken in a session, as facts of the day. */
    public interface Vitals {
        List<DayFact> ofDay(UUID sessionId);
    }

    /** Whom a question is about, and what goes with it. */
    record Asked(UUID patientId, Setting setting, List<DayFact> facts) {}

    /** Reads on its own: the question itself is asked outside any transaction. */
    @Transactional
    Asked of(UUID sessionId) {
        var session = lifecycle.find(sessionId);
        var facts = new ArrayList<DayFact>();
        preChecks.latest(sessionId).values().forEach(answered -> {
            var says = ITEMS.get(answered.item());
            if (says != null) {
                var state = answered.outcome() == SessionJson.Outcome.PASS ? says.whenPassed() : says.otherwise();
                facts.add(new DayFact(says.fact(), state, null, null, null, answered.at(), SOURCE));
            }
            answered.facts().forEach(fact -> facts.add(fact(fact, answered.at())));
        });
        facts.addAll(vitals.ofDay(sessionId));
        return new Asked(session.patientId(), session.setting(), List.copyOf(facts));
    }

    private static DayFact fact(SessionJson.Fact fact, Instant at) {
        return new DayFact(
                fact.code(),
                fact.state() == null ? "PRESENT" : fact.state(),
                fact.value(),
                fact.valueCode(),
                fact.unit(),
                fact.observedAt() == null ? at : fact.observedAt(),
                SOURCE);
    }
}
