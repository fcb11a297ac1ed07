package org.paincare.session.watch;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.audit.Audit;
import org.paincare.platform.audit.AuditEntry;
import org.paincare.platform.due.DueHandler;
import org.paincare.platform.due.DueWork;
import org.paincare.platform.task.Tasks;
import org.paincare.platform.tenancy.CurrentClinic;
import org.paincare.session.NamedIds;
import org.paincare.session.care.Lifecycle;
import org.paincare.session.care.Session;
import org.paincare.session.device.DeviceRegistry;
import org.paincare.session.live.AfterCommit;
import org.paincare.session.live.LiveEvent;
import org.paincare.session.monitoring.DueSet;
import org.paincare.session.monitoring.DueSets;
import org.paincare.session.observing.Alarms;
import org.paincare.session.treatment.Deadlines.AlarmLevel;
import org.paincare.session.treatment.SessionState;

/**
 * Warns of a set that is overdue, hands it to the next person, and tells the boards what is due. One row of due work per
 * session looks when something changes by itself; a step of the session and a record by a person have it look at once.
 */
@ApplicationScoped
class OverdueSets implements DueHandler, Lifecycle.Following, DeviceRegistry.Follower {

    static final String OVERDUE = "OBSERVATION_SET_OVERDUE";
    static final String ESCALATED = "OBSERVATION_SET_ESCALATED";
    static final String TASK = "TAKE_OVERDUE_SET";
    private static final String LOOK = "OBSERVATION_SETS";

    /** While a set is open: a monitor may complete it, and somebody may see the alarm and record nothing. */
    private static final Duration LOOKED_AGAIN = Duration.ofSeconds(30);

    /** States from which on nothing is asked for, of sessions that were observed. */
    private static final Set<SessionState> OVER = EnumSet.of(
            SessionState.DISCHARGE_READY,
            SessionState.TRANSFERRED,
            SessionState.LEFT_AGAINST_ADVICE,
            SessionState.DIED,
            SessionState.CANCELLED,
            SessionState.ABORTED_PRECHECK);

    private final Courses courses;
    private final Lifecycle lifecycle;
    private final WatchAlarms alarms;
    private final Tasks tasks;
    private final DueWork due;
    private final AfterCommit afterCommit;
    private final Audit audit;
    private final CurrentClinic clinic;
    private final InstantSource clock;

    /** What this replica told last of each session under way. */
    private final Map<UUID, Told> told = new ConcurrentHashMap<>();

    /** What boards show; how long ago is theirs to count. */
    private record Told(List<At> open, @Nullable At next) {

        private record At(Instant at, Set<?> signs, DueSet.State state) {}

        static Told of(DueSets sets) {
            return new Told(
                    sets.open().stream().map(Told::at).toList(),
                    sets.next().map(Told::at).orElse(null));
        }

        private static At at(DueSet set) {
            return new At(set.at(), set.signs(), set.state());
        }

        boolean isEmpty() {
            return open.isEmpty() && next == null;
        }
    }

    OverdueSets(
            Courses courses,
            Lifecycle lifecycle,
            WatchAlarms alarms,
            Tasks tasks,
            DueWork due,
            AfterCommit afterCommit,
            Audit audit,
            CurrentClinic clinic,
            InstantSource clock) {
        this.courses = courses;
        this.lifecycle = lifecycle;
        this.alarms = alarms;
        this.tasks = tasks;
        this.due = due;
        this.afterCommit = afterCommit;
        this.audit = audit;
        this.clinic = clinic;
        this.clock = clock;
    }

    @Transactional
    DueSetJson.All read(UUID sessionId) {
        var session = lifecycle.find(sessionId);
        audit.read(AuditEntry.of("DUE_SETS_READ", "session", sessionId, session.patientId()));
        var now = clock.instant();
        return DueSetJson.all(courses.of(session, now), courses.schedule(), now);
    }

    @Override
    public void stepTaken(Session session) {
        if (Courses.OBSERVED.contains(session.state()) || OVER.contains(session.state())) {
            due.reschedule(LOOK, session.id(), clock.instant());
        }
    }

    @Override
    public void readingTaken(Session session, DeviceRegistry.Admission from) {
        if (!from.byDevice() && Courses.OBSERVED.contains(session.state())) {
            due.reschedule(LOOK, session.id(), clock.instant());
        }
    }

    @Override
    public String kind() {
        return LOOK;
    }

    @Override
    public void run(UUID sessionId, Instant dueAt) {
        var session = lifecycle.find(sessionId);
        var now = clock.instant();
        var sets = courses.of(session, now);
        sets.longestOverdue().ifPresentOrElse(set -> overdue(session, set, now), () -> noneOverdue(session, now));
        tell(session, sets, now);
        var next = sets.changesAt(courses.schedule(), now);
        if (!sets.open().isEmpty()) {
            var again = now.plus(LOOKED_AGAIN);
            next = next.filter(at -> at.isBefore(again)).or(() -> java.util.Optional.of(again));
        }
        next.ifPresent(at -> due.reschedule(LOOK, sessionId, at));
    }

    private void overdue(Session session, DueSet set, Instant now) {
        alarms.stands(session, condition(OVERDUE, set), now);
        if (set.overdueBy(now).compareTo(courses.schedule().escalateAfter()) >= 0) {
            alarms.stands(session, condition(ESCALATED, set), now);
            tasks.raise(new Tasks.Wanted(TASK, session.patientId(), session.id(), session.id(), null, null));
        }
    }

    private WatchAlarms.Condition condition(String rule, DueSet set) {
        return new WatchAlarms.Condition(Alarms.Cause.OVERDUE, rule, AlarmLevel.ALERT, set.at());
    }

    private void noneOverdue(Session session, Instant now) {
        alarms.conditionOver(session, OVERDUE, now);
        alarms.conditionOver(session, ESCALATED, now);
        tasks.notNeeded(List.of(TASK), session.id());
    }

    private void tell(Session session, DueSets sets, Instant now) {
        var telling = Told.of(sets);
        var before = telling.isEmpty() ? told.remove(session.id()) : told.put(session.id(), telling);
        if (telling.equals(before) || before == null && telling.isEmpty()) {
            return;
        }
        var event = new LiveEvent(
                clinic.get(),
                session.id(),
                LiveEvent.Kind.DUE_SET,
                NamedIds.of("due-set/" + session.id() + "/" + now),
                now,
                true,
                DueSetJson.now(sets, courses.schedule(), now));
        afterCommit.publish(event);
    }
}
