package org.paincare.outcome.assessment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paincare.outcome.AllowedCommand;
import org.paincare.outcome.OutcomeProblem;
import org.paincare.outcome.Source;
import org.paincare.outcome.calendar.AssessmentState;
import org.paincare.outcome.calendar.CalendarRules;
import org.paincare.outcome.care.Care;
import org.paincare.outcome.care.CareChanged;
import org.paincare.outcome.instrument.Instruments;
import org.paincare.outcome.instrument.ScoringProblems;
import org.paincare.platform.audit.Audit;
import org.paincare.platform.audit.AuditEntry;
import org.paincare.platform.event.Outbox;
import org.paincare.platform.event.OutgoingEvent;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.identity.Permissions;
import org.paincare.platform.identity.Role;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.scoring.Score;
import org.paincare.platform.scoring.Scorer;
import org.paincare.platform.scoring.ScoringRefused;
import org.paincare.platform.web.Etags;

/** Reads assessments and takes their answers. */
@ApplicationScoped
public class Assessments {

    private static final Instant LATEST = Instant.parse("2300-01-01T00:00:00Z");
    private static final CheckForms FORMS = CheckForms.shipped();

    private final AssessmentCalendar calendar;
    private final AnswersBook answers;
    private final Instruments instruments;
    private final Care care;
    private final DangerInAnswers danger;
    private final Event<CareChanged> changed;
    private final Outbox outbox;
    private final Audit audit;
    private final Permissions permissions;
    private final CurrentCaller caller;
    private final InstantSource clock;

    Assessments(
            AssessmentCalendar calendar,
            AnswersBook answers,
            Instruments instruments,
            Care care,
            DangerInAnswers danger,
            Event<CareChanged> changed,
            Outbox outbox,
            Audit audit,
            Permissions permissions,
            CurrentCaller caller,
            InstantSource clock) {
        this.calendar = calendar;
        this.answers = answers;
        this.instruments = instruments;
        this.care = care;
        this.danger = danger;
        this.changed = changed;
        this.outbox = outbox;
        this.audit = audit;
        this.permissions = permissions;
        this.caller = caller;
        this.clock = clock;
    }

    /** An assessment and how it is shown. */
    record Seen(AssessmentRow row, AssessmentJson.Full json) {}

    /** By the time they are due, after the given one. */
    @Transactional
    List<AssessmentJson.Status> page(UUID asked, @Nullable AssessmentState state, List<String> after, int limit) {
        var patient = care.mustKnow(asked);
        audit.read(AuditEntry.of("ASSESSMENTS_READ", "assessment", patient, patient));
        var from = after.isEmpty() ? Instant.EPOCH : Instant.parse(after.get(0));
        var last = after.isEmpty() ? new UUID(0, 0) : UUID.fromString(after.get(1));
        return calendar
                .find(
                        "patientId in ?1 and (?2 is null or state = ?2) and (dueAt > ?3 or dueAt = ?3 and id > ?4)"
                                + " order by dueAt, id",
                        care.ids(patient),
                        state,
                        from,
                        last)
                .page(0, limit)
                .stream()
                .map(AssessmentRow::json)
                .toList();
    }

    /**
     * The clinic's assessments in one state by the time they are due; a patient's own for a patient.
     *
     * @param from and {@code to} local days of the clinic, both included; null for no limit
     */
    @Transactional
    List<AssessmentJson.Status> due(
            AssessmentState state, @Nullable LocalDate from, @Nullable LocalDate to, List<String> after, int limit) {
        audit.read(new AuditEntry(
                "ASSESSMENTS_READ", "assessment", null, caller.get().patientId(), null));
        var zone = care.requiredClinic().zone();
        var begin = from == null ? Instant.EPOCH : from.atStartOfDay(zone).toInstant();
        var end = to == null ? LATEST : to.plusDays(1).atStartOfDay(zone).toInstant();
        var since = after.isEmpty() ? Instant.EPOCH : Instant.parse(after.get(0));
        var last = after.isEmpty() ? new UUID(0, 0) : UUID.fromString(after.get(1));
        var own = caller.ownRecordsOnly() ? caller.get().patientId() : null;
        return calendar
                .find(
                        "state = ?1 and (?2 is null or patientId = ?2) and dueAt >= ?3 and dueAt < ?4"
                                + " and (dueAt > ?5 or dueAt = ?5 and id > ?6) order by dueAt, id",
                        state,
                        own,
                        begin,
                        end,
                        since,
                        last)
                .page(0, limit)
                .stream()
                .map(AssessmentRow::json)
                .toList();
    }

    /** For a caller who may read answers, by their role or in an emergency. */
    @Transactional
    Seen read(UUID id) {
        var row = known(id);
        audit.read(AuditEntry.of("ASSESSMENT_READ", "assessment", id, row.patientId()));
        return new Seen(row, json(row, true));
    }

    /** What is open for the patient to answer now, by the time it is due. */
    @Transactional
    public List<UUID> openFor(UUID patient) {
        return openRows(care.mustKnow(patient)).stream().map(AssessmentRow::id).toList();
    }

    /** How much waits for the patient's answer. */
    public record Open(int count, @Nullable Instant nextEndsAt) {}

    /** What is open for the patient now, in figures. */
    @Transactional
    public Open open(UUID patient) {
        var ends = openRows(patient).stream()
                .map(AssessmentRow::expiresAt)
                .sorted()
                .toList();
        return new Open(ends.size(), ends.isEmpty() ? null : ends.getFirst());
    }

    private List<AssessmentRow> openRows(UUID patient) {
        return calendar.list(
                "patientId in ?1 and state = ?2 and answeredBy = ?3 and expiresAt > ?4 order by dueAt, id",
                care.ids(patient),
                AssessmentState.OPEN,
                CalendarRules.By.PATIENT,
                clock.instant());
    }

    /** One assessment as the caller may see it, read as part of something else that is audited itself. */
    @Transactional
    public AssessmentJson.Full shown(UUID id) {
        return seen(known(id)).json();
    }

    /** The fields of a check; empty for an instrument. */
    public List<CheckForms.Field> fields(String code) {
        return FORMS.checks().getOrDefault(code, List.of());
    }

    /**
     * Keeps answers as {@link #answer}, but never amends: what was submitted is not open any more.
     *
     * @throws Problem as {@link #answer}
     */
    @Transactional
    public AssessmentJson.Full answerOnce(UUID id, @Nullable String ifMatch, AssessmentJson.Save save) {
        var row = known(id);
        care.lock(row.patientId());
        calendar.getEntityManager().refresh(row);
        if (row.state() == AssessmentState.COMPLETED) {
            throw notOpen(row);
        }
        return answer(id, ifMatch, save).json();
    }

    /** @throws Problem INSTRUMENT_NOT_FOUND, NOT_FOUND */
    @Transactional
    Seen open(UUID asked, AssessmentJson.AdHoc wanted) {
        if (instruments.find(wanted.instrument()).isEmpty()) {
            throw Problem.of(OutcomeProblem.INSTRUMENT_NOT_FOUND);
        }
        var patient = care.lock(asked);
        var row = calendar.adHoc(patient, wanted.instrument());
        audit.wrote(AuditEntry.of("ASSESSMENT_OPENED", "assessment", row.id(), patient));
        return seen(row);
    }

    /**
     * Keeps answers; a submitted form is scored, and what must be seen at once is looked for in every form, complete or
     * not.
     *
     * @throws Problem ASSESSMENT_NOT_OPEN, ANSWERED_BY_STAFF, SOURCE_NOT_ALLOWED, ANSWER_INVALID, TIME_IN_FUTURE,
     *     REASON_REQUIRED, STALE, PRECONDITION_REQUIRED, NOT_FOUND
     */
    @Transactional
    Seen answer(UUID id, @Nullable String ifMatch, AssessmentJson.Save save) {
        var row = known(id);
        care.lock(row.patientId());
        calendar.getEntityManager().refresh(row);
        var now = clock.instant();
        calendar.follow(row, now);
        Etags.mustMatch(ifMatch, row);
        mayAnswer(row, save, now);
        var occurredAt = occurredAt(row, save, now);
        var scored = row.kind() == CalendarRules.Kind.INSTRUMENT ? score(row, save) : checked(row, save);
        answers.append(row, save, save.submit() ? scored : null, caller.get().id(), occurredAt, now);
        if (!save.submit() || row.state() == AssessmentState.COMPLETED) {
            // A draft or an amendment changes no column of the assessment, but it is a change of it.
            calendar.getEntityManager().lock(row, LockModeType.PESSIMISTIC_FORCE_INCREMENT);
        }
        if (save.submit()) {
            row.become(AssessmentState.COMPLETED);
            calendar.unschedule(row.id());
            if (scored != null) {
                outbox.append(OutgoingEvent.of(
                        "AssessmentCompleted", row.patientId(), now, completed(row, save, scored, occurredAt)));
            }
        }
        calendar.flush();
        danger.look(row, save, scored, occurredAt);
        audit.wrote(AuditEntry.of(
                save.submit() ? "ANSWERS_SUBMITTED" : "ANSWERS_SAVED", "assessment", row.id(), row.patientId()));
        if (save.submit()) {
            changed.fire(care.changed(row.patientId(), CareChanged.Kind.ANSWERS));
        } else if (row.kind() == CalendarRules.Kind.CHECK) {
            changed.fire(care.changed(row.patientId(), CareChanged.Kind.DRAFT));
        }
        return seen(row);
    }

    /** An amendment says what was true then, unless it says that the time was another. */
    private Instant occurredAt(AssessmentRow row, AssessmentJson.Save save, Instant now) {
        if (save.occurredAt() != null) {
            return save.occurredAt();
        }
        return row.state() == AssessmentState.COMPLETED
                ? answers.answeredAt(List.of(row.id())).getOrDefault(row.id(), now)
                : now;
    }

    private void mayAnswer(AssessmentRow row, AssessmentJson.Save save, Instant now) {
        Source.checked(save.source(), caller.get());
        if (row.answeredBy() == CalendarRules.By.STAFF && caller.get().is(Role.PATIENT)) {
            throw Problem.of(OutcomeProblem.ANSWERED_BY_STAFF);
        }
        var amends = row.state() == AssessmentState.COMPLETED;
        if (row.state() != AssessmentState.OPEN && !amends) {
            throw notOpen(row);
        }
        if (amends && (save.reason() == null || !save.submit())) {
            throw Problem.of(OutcomeProblem.REASON_REQUIRED);
        }
        if (save.occurredAt() != null && save.occurredAt().isAfter(now)) {
            throw Problem.of(OutcomeProblem.TIME_IN_FUTURE);
        }
    }

    private Problem notOpen(AssessmentRow row) {
        return Problem.of(OutcomeProblem.ASSESSMENT_NOT_OPEN)
                .with("currentState", row.state())
                .with("allowedCommands", commands(row));
    }

    private AnswersBook.Scored score(AssessmentRow row, AssessmentJson.Save save) {
        var instrument = instruments.required(row.code());
        try {
            var score = instruments.score(row.code(), save.items(), save.policy());
            if (score.status() == Score.Status.INVALID) {
                var refused = ScoringProblems.of(score);
                throw SelfHarm.isAskedBy(row.code())
                        ? refused.with("emergencyNotice", EmergencyNotice.of(care.requiredClinic()))
                        : refused;
            }
            var policy =
                    save.policy() == null ? instrument.policies().getFirst().name() : save.policy();
            return new AnswersBook.Scored(instrument.version(), policy, Scorer.VERSION, score);
        } catch (ScoringRefused refused) {
            throw ScoringProblems.of(refused);
        }
    }

    private AnswersBook.@Nullable Scored checked(AssessmentRow row, AssessmentJson.Save save) {
        FORMS.check(row.code(), save.items(), save.submit());
        return null;
    }

    private static AssessmentJson.Completed completed(
            AssessmentRow row, AssessmentJson.Save save, AnswersBook.Scored scored, Instant occurredAt) {
        var score = scored.score();
        var subscores = new ArrayList<AssessmentJson.Subscore>();
        if (score.subscores() != null) {
            score.subscores().forEach((name, shown) -> {
                var number = AnswersBook.number(shown);
                if (number != null) {
                    subscores.add(new AssessmentJson.Subscore(name, number));
                }
            });
        }
        return new AssessmentJson.Completed(
                row.patientId(),
                row.id(),
                row.code(),
                scored.instrumentVersion(),
                scored.policy(),
                scored.scorerVersion(),
                row.schedule(),
                row.sessionId(),
                score.status().name(),
                AnswersBook.number(score.score()),
                score.band(),
                subscores.isEmpty() ? null : subscores,
                score.flags() == null ? List.of() : score.flags(),
                save.source() == Source.OWN ? "SELF" : save.source().name(),
                occurredAt);
    }

    private AssessmentRow known(UUID id) {
        var row = calendar.findByIdOptional(id).orElseThrow(() -> Problem.of(PlatformProblem.NOT_FOUND));
        caller.mustOwn(care.canonical(row.patientId()));
        return row;
    }

    private Seen seen(AssessmentRow row) {
        return new Seen(row, json(row, permissions.reach(caller.get().roles(), "answers", "read") != null));
    }

    private AssessmentJson.Full json(AssessmentRow row, boolean withAnswers) {
        var notice = SelfHarm.isAskedBy(row.code())
                ? care.clinic().map(EmergencyNotice::of).orElse(null)
                : null;
        return new AssessmentJson.Full(
                row.json(), withAnswers ? answers.of(row.id()) : List.of(), commands(row), notice);
    }

    private List<AllowedCommand> commands(AssessmentRow row) {
        var roleAllows =
                row.answeredBy() == CalendarRules.By.PATIENT || !caller.get().is(Role.PATIENT);
        return List.of(
                AllowedCommand.of("ANSWER", row.state() == AssessmentState.OPEN, roleAllows),
                AllowedCommand.of("AMEND", row.state() == AssessmentState.COMPLETED, roleAllows));
    }
}
