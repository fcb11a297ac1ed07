package org.paincare.outcome.assessment;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.paincare.outcome.calendar.AssessmentState;
import org.paincare.outcome.calendar.CalendarPlan;
import org.paincare.outcome.calendar.CalendarRules;
import org.paincare.outcome.calendar.CareFacts;
import org.paincare.outcome.calendar.DueAssessment;
import org.paincare.outcome.calendar.PlanChange;
import org.paincare.outcome.care.Care;
import org.paincare.outcome.care.CareChanged;
import org.paincare.outcome.care.KnownConsents;
import org.paincare.outcome.daybook.Daybook;
import org.paincare.outcome.instrument.InstrumentTexts;
import org.paincare.outcome.instrument.Instruments;
import org.paincare.platform.Ids;
import org.paincare.platform.due.DueWork;
import org.paincare.platform.event.Outbox;
import org.paincare.platform.event.OutgoingEvent;
import org.paincare.platform.tenancy.CurrentClinic;

/** Keeps the stored assessments as the calendar plans them. Runs in the transaction of what changed, patient locked. */
@ApplicationScoped
class AssessmentCalendar implements PanacheRepositoryBase<AssessmentRow, UUID> {

    static final String OPENS = "ASSESSMENT_OPENS";
    static final String ENDS = "ASSESSMENT_ENDS";
    static final String REMINDS = "ASSESSMENT_REMINDS";
    private static final CalendarRules RULES = CalendarRules.shipped();

    /** Policy values of a clinic: this, then the row of the calendar; hours before the end, the first reminder first. */
    private static final String REMINDERS = "REMIND_";

    private static final Duration AD_HOC_OPEN = Duration.ofDays(7);

    /** What other features already ask for: the diary, and the programme review. */
    private static final Set<String> ASKED_ELSEWHERE = Set.of("DIARY_WINDOW", "CONTINUE_OR_STOP");

    private static final Set<String> DIARY_ROWS = RULES.rows().stream()
            .filter(row -> row.anchor() == CalendarRules.Anchor.DIARY)
            .map(CalendarRules.Row::id)
            .collect(Collectors.toSet());

    private final Care care;
    private final KnownConsents consents;
    private final Daybook daybook;
    private final Instruments instruments;
    private final InstrumentTexts texts;
    private final ChecksByResult results;
    private final AnswersBook answers;
    private final DueWork due;
    private final Outbox outbox;
    private final CurrentClinic clinic;
    private final InstantSource clock;

    AssessmentCalendar(
            Care care,
            KnownConsents consents,
            Daybook daybook,
            Instruments instruments,
            InstrumentTexts texts,
            ChecksByResult results,
            AnswersBook answers,
            DueWork due,
            Outbox outbox,
            CurrentClinic clinic,
            InstantSource clock) {
        this.care = care;
        this.consents = consents;
        this.daybook = daybook;
        this.instruments = instruments;
        this.texts = texts;
        this.results = results;
        this.answers = answers;
        this.due = due;
        this.outbox = outbox;
        this.clinic = clinic;
        this.clock = clock;
    }

    void replan(@Observes @Priority(100) CareChanged change) {
        if (!change.is(CareChanged.Kind.CARE, CareChanged.Kind.TIME, CareChanged.Kind.DIARY)) {
            return;
        }
        // A day of the diary moves nothing but the asking for it.
        Predicate<String> touched = change.is(CareChanged.Kind.DIARY) ? DIARY_ROWS::contains : row -> true;
        var ids = care.ids(change.patientId());
        var now = clock.instant();
        var rows = (change.is(CareChanged.Kind.DIARY)
                        ? find("patientId in ?1 and calendarRow in ?2", ids, DIARY_ROWS)
                        : find("patientId in ?1", ids))
                .stream().filter(row -> !row.isAdHoc()).toList();
        var answered = rows.stream()
                .filter(row -> row.state() == AssessmentState.COMPLETED)
                .map(row -> CareFacts.point(row.calendarRow(), row.planned().anchor()))
                .collect(Collectors.toSet());
        var lastDay = daybook.lastDay(change.patientId()).orElse(null);
        var facts = change.file().flatMap(file -> CalendarFacts.of(file, lastDay, answered, texts.licensed()));
        if (facts.isEmpty()) {
            return;
        }
        var planned = CalendarPlan.of(facts.get(), RULES, now).stream()
                .filter(one -> touched.test(one.row()) && !ASKED_ELSEWHERE.contains(one.code()))
                .toList();
        if (change.is(CareChanged.Kind.CARE)) {
            results.reopen(rows, change.patientId(), planned, now)
                    .forEach(row -> tellOfCheck(row, AssessmentJson.CheckStep.MISSED, now));
        }
        var answeredAt = answeredAt(rows, planned);
        var stored =
                rows.stream().map(row -> row.stored(answeredAt.get(row.id()))).toList();
        PlanChange.between(stored, planned, now).forEach(needed -> apply(needed, now));
        if (change.is(CareChanged.Kind.CARE)) {
            // What was taken in time may become known late.
            var waiting = list(
                    "patientId in ?1 and state in ?2 and answeredBy = ?3",
                    ids,
                    Set.of(AssessmentState.OPEN, AssessmentState.EXPIRED),
                    CalendarRules.By.STAFF);
            results.close(waiting, now).forEach(this::ended);
        }
    }

    /** When what was answered was true, of all that is planned for later since. */
    private Map<UUID, Instant> answeredAt(List<AssessmentRow> rows, List<DueAssessment> planned) {
        var wanted = planned.stream()
                .collect(Collectors.toMap(DueAssessment::thing, Function.identity(), (first, second) -> first));
        var putOff = rows.stream()
                .filter(row -> row.state() == AssessmentState.COMPLETED)
                .map(AssessmentRow::planned)
                .filter(done -> {
                    var next = wanted.get(done.thing());
                    return next != null && next.isAfter(done);
                })
                .map(DueAssessment::id)
                .toList();
        return putOff.isEmpty() ? Map.of() : answers.answeredAt(putOff);
    }

    private void ended(AssessmentRow row) {
        flush();
        unschedule(row.id());
    }

    /** Whether a check of the team was answered by results of the record, as it is then. */
    private boolean closedByResult(AssessmentRow row, Instant now) {
        var closed = results.close(row, now);
        if (closed) {
            ended(row);
        }
        return closed;
    }

    private void apply(PlanChange needed, Instant now) {
        switch (needed) {
            case PlanChange.Create create -> schedule(new AssessmentRow(clinic.get(), create.assessment()), now);
            case PlanChange.Move move -> {
                var row = findById(move.after().id());
                row.move(move.after());
                row.become(AssessmentState.SCHEDULED);
                schedule(row, now);
            }
            case PlanChange.Reopen reopen -> {
                var row = findById(reopen.assessment().id());
                row.move(reopen.assessment());
                row.become(AssessmentState.SCHEDULED);
                schedule(row, now);
            }
            case PlanChange.Cancel cancel -> {
                var row = findById(cancel.assessment().id());
                row.become(AssessmentState.CANCELLED);
                flush();
                unschedule(row.id());
            }
        }
    }

    /** An assessment outside the calendar, open at once for a week. */
    AssessmentRow adHoc(UUID patient, String instrument) {
        var now = clock.instant();
        var id = Ids.next();
        var row = new AssessmentRow(
                clinic.get(),
                new DueAssessment(
                        id,
                        AssessmentRow.AD_HOC + "|" + id,
                        patient,
                        AssessmentRow.AD_HOC,
                        instrument,
                        CalendarRules.Kind.INSTRUMENT,
                        CalendarRules.By.PATIENT,
                        id.toString(),
                        now,
                        now,
                        now.plus(AD_HOC_OPEN)));
        schedule(row, now);
        return row;
    }

    private void schedule(AssessmentRow row, Instant now) {
        persistAndFlush(row);
        unschedule(row.id());
        if (now.isBefore(row.opensAt())) {
            due.schedule(OPENS, row.id(), row.opensAt());
        } else {
            follow(row, now);
            if (!row.state().waiting()) {
                return;
            }
        }
        due.schedule(ENDS, row.id(), row.expiresAt());
        for (int hours : remindBeforeEndHours(row.calendarRow())) {
            var at = row.expiresAt().minus(Duration.ofHours(hours));
            if (at.isAfter(now) && at.isAfter(row.opensAt())) {
                due.schedule(REMINDS, row.id(), at);
            }
        }
    }

    /** As the clinic set it for that row of the calendar, else as it ships. */
    private List<Integer> remindBeforeEndHours(String calendarRow) {
        return care.wholeNumbers(REMINDERS + calendarRow)
                .or(() -> RULES.row(calendarRow).map(CalendarRules.Row::remindBeforeEndHours))
                .orElse(List.of());
    }

    void unschedule(UUID assessment) {
        due.cancel(OPENS, assessment);
        due.cancel(ENDS, assessment);
        due.cancel(REMINDS, assessment);
    }

    /** What the clock alone makes of a waiting assessment, told as it happens. */
    void follow(AssessmentRow row, Instant now) {
        var next = row.state().at(now, row.planned());
        if (next == row.state()) {
            return;
        }
        row.become(next);
        flush();
        if (next == AssessmentState.OPEN && closedByResult(row, now)) {
            return;
        }
        if (row.kind() == CalendarRules.Kind.CHECK) {
            if (next == AssessmentState.OPEN) {
                tellOfCheck(row, AssessmentJson.CheckStep.DUE, now);
            } else if (next == AssessmentState.EXPIRED) {
                tellOfCheck(row, AssessmentJson.CheckStep.MISSED, now);
            }
        } else if (next == AssessmentState.OPEN) {
            outbox.append(OutgoingEvent.of("AssessmentDue", row.patientId(), now, dueData(row)));
        } else if (next == AssessmentState.EXPIRED) {
            outbox.append(OutgoingEvent.of("AssessmentMissed", row.patientId(), now, missedData(row)));
        }
    }

    /**
     * Nobody has answered yet: whoever reaches the patient is told to ask again. A patient who does not consent to messages
     * gets none; what the team has to do is theirs to be reminded of.
     */
    void remind(AssessmentRow row, Instant now) {
        if (row.state() != AssessmentState.OPEN || !now.isBefore(row.expiresAt())) {
            return;
        }
        if (row.answeredBy() == CalendarRules.By.PATIENT
                && !consents.stands(KnownConsents.Purpose.MESSAGING, row.patientId())) {
            return;
        }
        row.reminded();
        flush();
        if (row.kind() == CalendarRules.Kind.INSTRUMENT) {
            outbox.append(OutgoingEvent.of("AssessmentReminder", row.patientId(), now, reminderData(row)));
        } else {
            tellOfCheck(row, AssessmentJson.CheckStep.REMINDER, now);
        }
    }

    private void tellOfCheck(AssessmentRow row, AssessmentJson.CheckStep step, Instant now) {
        outbox.append(OutgoingEvent.of(
                "CheckFollowUp",
                row.patientId(),
                now,
                new AssessmentJson.CheckFollowUp(
                        row.patientId(),
                        row.id(),
                        row.code(),
                        step,
                        row.answeredBy(),
                        row.schedule(),
                        row.sessionId(),
                        row.windowIndex(),
                        row.remindersSent(),
                        row.dueAt(),
                        row.expiresAt(),
                        now)));
    }

    /** Whether another row is asked where this one stays unanswered. */
    static boolean isFollowedUp(AssessmentRow row) {
        return RULES.isFollowedUp(row.calendarRow());
    }

    private AssessmentJson.Reminder reminderData(AssessmentRow row) {
        return new AssessmentJson.Reminder(
                row.patientId(),
                row.id(),
                row.code(),
                row.schedule(),
                row.sessionId(),
                row.windowIndex(),
                row.remindersSent(),
                row.dueAt(),
                row.expiresAt());
    }

    private AssessmentJson.Due dueData(AssessmentRow row) {
        return new AssessmentJson.Due(
                row.patientId(),
                row.id(),
                row.code(),
                instruments.required(row.code()).version(),
                row.schedule(),
                row.sessionId(),
                row.windowIndex(),
                row.opensAt(),
                row.dueAt(),
                row.expiresAt());
    }

    private AssessmentJson.Missed missedData(AssessmentRow row) {
        return new AssessmentJson.Missed(
                row.patientId(),
                row.id(),
                row.code(),
                row.schedule(),
                row.sessionId(),
                row.windowIndex(),
                row.remindersSent(),
                row.expiresAt());
    }
}
