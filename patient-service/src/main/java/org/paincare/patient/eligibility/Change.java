package org.paincare.patient.eligibility;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.paincare.patient.ClinicalChange;
import org.paincare.patient.eligibility.engine.Scope;
import org.paincare.platform.due.DueHandler;
import org.paincare.platform.due.DueWork;

/**
 * Evaluates the programme scope anew after facts, history, consents or signed exceptions changed: soon after the change
 * has committed, so that the change itself never waits for it or fails with it.
 */
@ApplicationScoped
class Change implements DueHandler {

    static final String KIND = "ELIGIBILITY_CHANGE";

    private final Evaluations evaluations;
    private final EvaluationTable table;
    private final ProgrammeStage stages;
    private final DueWork due;
    private final InstantSource clock;

    Change(Evaluations evaluations, EvaluationTable table, ProgrammeStage stages, DueWork due, InstantSource clock) {
        this.evaluations = evaluations;
        this.table = table;
        this.stages = stages;
        this.due = due;
        this.clock = clock;
    }

    void changed(@Observes ClinicalChange change) {
        if (table.hasAny(change.patientId(), Scope.P)) {
            due.schedule(KIND, change.patientId(), clock.instant());
        }
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(UUID patientId, Instant dueAt) {
        if (stages.of(patientId) != ProgrammeStage.Stage.ENDED) {
            evaluations.reevaluate(patientId);
        }
    }
}
