package org.paincare.outcome.assessment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.paincare.outcome.calendar.AssessmentState;
import org.paincare.outcome.care.Care;
import org.paincare.outcome.care.CareChanged;
import org.paincare.platform.due.DueHandler;

/** Opens assessments when their time comes, reminds, and ends those nobody answered. */
@ApplicationScoped
class AssessmentTimers {

    private final AssessmentCalendar calendar;
    private final Care care;
    private final Event<CareChanged> changed;
    private final InstantSource clock;

    AssessmentTimers(AssessmentCalendar calendar, Care care, Event<CareChanged> changed, InstantSource clock) {
        this.calendar = calendar;
        this.care = care;
        this.changed = changed;
        this.clock = clock;
    }

    private record FollowsTheClock(String kind, AssessmentTimers timers) implements DueHandler {
        @Override
        public void run(UUID assessment, Instant dueAt) {
            timers.follow(assessment);
        }
    }

    private record Reminds(String kind, AssessmentTimers timers) implements DueHandler {
        @Override
        public void run(UUID assessment, Instant dueAt) {
            timers.remind(assessment);
        }
    }

    @Produces
    @Singleton
    DueHandler reminds() {
        return new Reminds(AssessmentCalendar.REMINDS, this);
    }

    @Produces
    @Singleton
    DueHandler opens() {
        return new FollowsTheClock(AssessmentCalendar.OPENS, this);
    }

    @Produces
    @Singleton
    DueHandler ends() {
        return new FollowsTheClock(AssessmentCalendar.ENDS, this);
    }

    void remind(UUID assessment) {
        var row = calendar.findById(assessment);
        care.lock(row.patientId());
        calendar.getEntityManager().refresh(row);
        calendar.remind(row, clock.instant());
    }

    void follow(UUID assessment) {
        var row = calendar.findById(assessment);
        care.lock(row.patientId());
        calendar.getEntityManager().refresh(row);
        calendar.follow(row, clock.instant());
        if (row.state() == AssessmentState.EXPIRED && AssessmentCalendar.isFollowedUp(row)) {
            changed.fire(care.changed(row.patientId(), CareChanged.Kind.TIME));
        }
    }
}
