package org.paincare.session.waiting;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.paincare.platform.due.DueHandler;
import org.paincare.platform.due.DueWork;
import org.paincare.platform.task.Tasks;
import org.paincare.session.care.Lifecycle;
import org.paincare.session.care.Session;
import org.paincare.session.observing.Alarms;
import org.paincare.session.standing.ClinicProfiles;
import org.paincare.session.treatment.Deadlines;
import org.paincare.session.treatment.Deadlines.Deadline;

/**
 * Watches how long each session waits in its state. A wait that is over raises a task once, or an alarm that stays
 * while it lasts; nothing here moves a session.
 */
@ApplicationScoped
class Waits implements Lifecycle.Waiting, DueHandler {

    private static final String OVER = "SESSION_WAIT_OVER";

    private final Deadlines shipped = Deadlines.builtIn();
    private final Set<String> kinds =
            shipped.states().values().stream().map(Deadline::task).collect(Collectors.toUnmodifiableSet());
    private final Set<String> alarmed = shipped.states().values().stream()
            .filter(deadline -> deadline.then() == Deadlines.Then.RAISE_ALARM)
            .map(Deadline::task)
            .collect(Collectors.toUnmodifiableSet());
    private final Lifecycle lifecycle;
    private final PlannedEnds plannedEnds;
    private final Tasks tasks;
    private final Alarms alarms;
    private final DueWork due;
    private final ClinicProfiles clinics;
    private final InstantSource clock;

    Waits(
            Lifecycle lifecycle,
            PlannedEnds plannedEnds,
            Tasks tasks,
            Alarms alarms,
            DueWork due,
            ClinicProfiles clinics,
            InstantSource clock) {
        this.lifecycle = lifecycle;
        this.plannedEnds = plannedEnds;
        this.tasks = tasks;
        this.alarms = alarms;
        this.due = due;
        this.clinics = clinics;
        this.clock = clock;
    }

    /**
     * The wait before is over, with what was asked because of it; the next one begins. What is due for the one before is
     * not taken back: it may be under way, and whoever moves a session waits for no timer. It finds the new wait, and
     * does nothing.
     */
    @Override
    public void begins(Session session) {
        tasks.notNeeded(kinds, session.id());
        var now = clock.instant();
        var deadlines = deadlines();
        for (var rule : alarmed) {
            if (!isOver(deadlines, session, rule, now)) {
                alarms.conditionOver(session, rule, now);
            }
        }
        deadlines.of(session.state()).ifPresent(deadline -> due.schedule(OVER, session.id(), end(session, deadline)));
    }

    /** Those of the current clinic. */
    private Deadlines deadlines() {
        return shipped.setBy(clinics.numbers());
    }

    /** Whether what this alarm is about is so now. */
    private boolean isOver(Deadlines deadlines, Session session, String rule, Instant now) {
        return deadlines
                .of(session.state())
                .filter(deadline -> deadline.task().equals(rule))
                .filter(deadline -> !end(session, deadline).isAfter(now))
                .isPresent();
    }

    private Instant end(Session session, Deadline deadline) {
        var from = switch (deadline.from()) {
            case ENTERED_STATE -> session.enteredAt();
            case DUE_DATE, BOOKED_START -> session.startsAt();
            case PLANNED_END_OF_INFUSION -> plannedEnds.of(session).orElse(session.enteredAt());
        };
        return from.plus(deadline.within());
    }

    @Override
    public String kind() {
        return OVER;
    }

    @Override
    public void run(UUID sessionId, Instant dueAt) {
        var session = lifecycle.lock(sessionId);
        deadlines().of(session.state()).ifPresent(deadline -> over(session, deadline));
    }

    private void over(Session session, Deadline deadline) {
        var now = clock.instant();
        var end = end(session, deadline);
        if (end.isAfter(now)) {
            // It was put off meanwhile: a rate, a pause, another booking.
            if (deadline.then() == Deadlines.Then.RAISE_ALARM) {
                alarms.conditionOver(session, deadline.task(), now);
            }
            due.schedule(OVER, session.id(), end);
            return;
        }
        switch (deadline.then()) {
            case RAISE_TASK -> {
                if (asksSomething(session)) {
                    tasks.raise(new Tasks.Wanted(
                            deadline.task(), session.patientId(), session.id(), session.id(), null, null));
                }
            }
            case RAISE_ALARM -> {
                alarms.waitIsOver(session, deadline.task(), deadline.level(), now);
                due.schedule(OVER, session.id(), nextAfter(end, deadline.within(), now));
            }
        }
    }

    /** The next of the times that lie {@code every} apart from {@code first} on, so that two timers mean the same one. */
    private static Instant nextAfter(Instant first, Duration every, Instant now) {
        var passed = Duration.between(first, now).dividedBy(every);
        return first.plus(every.multipliedBy(passed + 1));
    }

    /** A session that never began asks for nothing afterwards, unless drug was dispensed for it. */
    private boolean asksSomething(Session session) {
        return switch (session.state()) {
            case CANCELLED, ABORTED_PRECHECK -> lifecycle.drugWasDispensed(session);
            case PLANNED,
                    SCHEDULED,
                    CHECKED_IN,
                    PRECHECK,
                    READY,
                    INFUSING,
                    PAUSED,
                    COMPLETED_INFUSION,
                    STOPPED_EARLY,
                    RECOVERY,
                    DISCHARGE_READY,
                    DISCHARGED,
                    TRANSFERRED,
                    LEFT_AGAINST_ADVICE,
                    DIED,
                    NO_SHOW,
                    CLOSED -> true;
        };
    }
}
