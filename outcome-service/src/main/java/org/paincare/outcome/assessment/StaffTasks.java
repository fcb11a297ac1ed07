package org.paincare.outcome.assessment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paincare.outcome.calendar.AssessmentState;
import org.paincare.outcome.calendar.CalendarRules;
import org.paincare.outcome.care.Care;
import org.paincare.platform.audit.Audit;
import org.paincare.platform.audit.AuditEntry;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.identity.Role;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.task.TaskBook;
import org.paincare.platform.task.TaskJson;

/**
 * The checks of the calendar that staff do, read as tasks. They are no second record: a task opens, ends and is done with
 * its assessment.
 */
@ApplicationScoped
public class StaffTasks implements TaskBook {

    private static final StaffTaskKinds KINDS = StaffTaskKinds.shipped();
    private static final Instant LATEST = Instant.parse("2300-01-01T00:00:00Z");

    private static final Map<State, Set<AssessmentState>> STATES = Map.of(
            State.OPEN, Set.of(AssessmentState.OPEN),
            State.DONE, Set.of(AssessmentState.COMPLETED),
            State.NOT_NEEDED, Set.of(AssessmentState.EXPIRED, AssessmentState.CANCELLED));

    private final AssessmentCalendar calendar;
    private final Care care;
    private final Audit audit;
    private final CurrentCaller caller;
    private final InstantSource clock;

    StaffTasks(AssessmentCalendar calendar, Care care, Audit audit, CurrentCaller caller, InstantSource clock) {
        this.calendar = calendar;
        this.care = care;
        this.audit = audit;
        this.caller = caller;
        this.clock = clock;
    }

    /** None for whom only their own are shown, and none given to somebody by name: these are a role's. */
    @Override
    @Transactional
    public List<TaskJson.View> list(
            Filter filter, @Nullable Instant afterDue, @Nullable UUID afterId, int most, Locale language) {
        audit.read(new AuditEntry("TASKS_READ", "task", null, filter.patientId(), null));
        if (caller.ownRecordsOnly() || filter.assigneeId() != null) {
            return List.of();
        }
        var codes = filter.role() == null ? KINDS.byCode().keySet() : KINDS.codesOf(filter.role());
        var kinds = filter.kind() == null
                ? codes
                : codes.stream().filter(filter.kind()::equals).toList();
        if (kinds.isEmpty()) {
            return List.of();
        }
        var query = new StringBuilder("answeredBy = ?1 and state in ?2 and code in ?3 and dueAt < ?4"
                + " and (dueAt > ?5 or dueAt = ?5 and id > ?6)");
        var values = new ArrayList<Object>(List.of(
                CalendarRules.By.STAFF,
                STATES.get(filter.state()),
                kinds,
                Objects.requireNonNullElse(filter.dueBefore(), LATEST),
                Objects.requireNonNullElse(afterDue, Instant.EPOCH),
                Objects.requireNonNullElse(afterId, new UUID(0, 0))));
        if (filter.patientId() != null) {
            query.append(" and patientId in ?7");
            values.add(care.ids(care.canonical(filter.patientId())));
        }
        if (filter.sessionId() != null) {
            query.append(" and anchor = ?").append(values.size() + 1);
            values.add(filter.sessionId().toString());
        }
        return calendar.find(query.append(" order by dueAt, id").toString(), values.toArray()).page(0, most).stream()
                .map(row -> view(row, language))
                .toList();
    }

    /** What is open and due before then, for a view that is audited itself. */
    public List<TaskJson.View> openUntil(Instant until, int most) {
        return calendar
                .find(
                        "answeredBy = ?1 and state = ?2 and dueAt < ?3 order by dueAt, id",
                        CalendarRules.By.STAFF,
                        AssessmentState.OPEN,
                        until)
                .page(0, most)
                .stream()
                .map(row -> view(row, Locale.ENGLISH))
                .toList();
    }

    /** @throws Problem NOT_FOUND, also for what the team does not do or has not come up yet */
    @Override
    @Transactional
    public Shown read(UUID id, Locale language) {
        var row = calendar.findByIdOptional(id)
                .filter(one -> one.answeredBy() == CalendarRules.By.STAFF
                        && one.state() != AssessmentState.SCHEDULED
                        && !caller.ownRecordsOnly())
                .orElseThrow(() -> Problem.of(PlatformProblem.NOT_FOUND));
        audit.read(new AuditEntry("TASK_READ", "task", id, row.patientId(), null));
        return new Shown(row, view(row, language));
    }

    @Override
    public UUID self() {
        return caller.get().id();
    }

    private TaskJson.View view(AssessmentRow row, Locale language) {
        var state = STATES.entrySet().stream()
                .filter(entry -> entry.getValue().contains(row.state()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(State.OPEN);
        var kind = KINDS.byCode().get(row.code());
        return new TaskJson.View(
                row.id(),
                "outcome",
                row.code(),
                KINDS.label(row.code(), language),
                state.name(),
                row.patientId(),
                row.sessionId(),
                row.id(),
                row.dueAt(),
                state == State.OPEN && row.dueAt().isBefore(clock.instant()),
                new TaskJson.Assignee(kind == null ? Role.NURSE : kind.assignee(), null),
                0,
                null,
                null,
                null,
                row.opensAt(),
                "/v1/assessments/" + row.id(),
                "\"v" + row.version() + "\"");
    }
}
