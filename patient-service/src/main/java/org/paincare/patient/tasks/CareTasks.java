package org.paincare.patient.tasks;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.paincare.patient.CareChange;
import org.paincare.patient.CareNeeds;
import org.paincare.patient.ClinicalChange;
import org.paincare.patient.eligibility.ProgrammeStage;
import org.paincare.patient.registry.PatientDeath;
import org.paincare.patient.registry.Patients;
import org.paincare.platform.due.DueHandler;
import org.paincare.platform.due.DueWork;
import org.paincare.platform.task.Tasks;

/**
 * Compares what a patient's record says has to be seen to with the open tasks: raises what is missing, takes back what has
 * lost its point, and comes back when the next thing is about to run out. Soon after each change, apart from it, so that
 * no change waits for its tasks; the same look again changes nothing.
 */
@ApplicationScoped
class CareTasks implements DueHandler {

    private static final String KIND = "CARE_TASKS";

    private final Instance<CareNeeds> features;
    private final Patients patients;
    private final ProgrammeStage stages;
    private final Tasks tasks;
    private final DueWork due;
    private final InstantSource clock;

    CareTasks(
            @Any Instance<CareNeeds> features,
            Patients patients,
            ProgrammeStage stages,
            Tasks tasks,
            DueWork due,
            InstantSource clock) {
        this.features = features;
        this.patients = patients;
        this.stages = stages;
        this.tasks = tasks;
        this.due = due;
        this.clock = clock;
    }

    void changed(@Observes CareChange change) {
        lookSoon(change.patientId());
    }

    void changed(@Observes ClinicalChange change) {
        lookSoon(change.patientId());
    }

    void died(@Observes PatientDeath death) {
        lookSoon(death.patientId());
    }

    private void lookSoon(UUID patientId) {
        due.schedule(KIND, patientId, clock.instant());
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(UUID patientId, Instant dueAt) {
        var inCare = stages.of(patientId) != ProgrammeStage.Stage.ENDED
                && patients.person(patientId).diedOn() == null;
        var kinds = new ArrayList<String>();
        var needs = new ArrayList<CareNeeds.Need>();
        for (var feature : features) {
            kinds.addAll(feature.kinds());
            needs.addAll(feature.of(patientId));
        }
        var plan = CareTaskPlan.of(needs, inCare, clock.instant(), tasks::before);
        raise(patientId, plan.now());
        tasks.open(patientId, kinds).stream()
                .filter(open -> plan.now().stream().noneMatch(need -> isAbout(need, open)))
                .forEach(open -> tasks.notNeeded(List.of(open.kind()), open.subject()));
        if (plan.nextLookAt() != null) {
            due.reschedule(KIND, patientId, plan.nextLookAt());
        }
    }

    private void raise(UUID patientId, List<CareNeeds.Need> needs) {
        var now = clock.instant();
        for (var need : needs) {
            if (!tasks.isDone(need.kind(), need.subject(), need.since())) {
                var end = need.runsOutAt();
                tasks.raise(new Tasks.Wanted(
                        need.kind(),
                        patientId,
                        null,
                        need.subject(),
                        null,
                        end != null && end.isAfter(now) ? end : null));
            }
        }
    }

    private static boolean isAbout(CareNeeds.Need need, Tasks.Open open) {
        return need.kind().equals(open.kind()) && need.subject().equals(open.subject());
    }
}
