package org.paincare.outcome.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Plans the assessments of one patient from the facts alone: the same facts, however they arrived, give the same plan. */
public final class CalendarPlan {

    private final CareFacts facts;
    private final CalendarRules rules;
    private final LocalDate horizon;
    private final Instant now;
    private final List<DueAssessment> planned = new ArrayList<>();

    private CalendarPlan(CareFacts facts, CalendarRules rules, LocalDate horizon, Instant now) {
        this.facts = facts;
        this.rules = rules;
        this.now = now;
        this.horizon = horizon;
    }

    /** Everything that should exist, by time and key; course points up to the horizon after {@code now}. */
    public static List<DueAssessment> of(CareFacts facts, CalendarRules rules, Instant now) {
        LocalDate horizon = now.atZone(facts.zone()).toLocalDate().plusDays(rules.horizonDays());
        var plan = new CalendarPlan(facts, rules, horizon, now);
        rules.rows().forEach(plan::row);
        return plan.planned.stream()
                .sorted(Comparator.comparing(DueAssessment::due).thenComparing(DueAssessment::key))
                .toList();
    }

    private void row(CalendarRules.Row row) {
        switch (row.anchor()) {
            case BASELINE -> baseline(row);
            case SESSION_START ->
                facts.sessions().stream()
                        .filter(session -> session.state() != CareFacts.SessionState.NOT_HELD)
                        .forEach(session -> onClock(row, session.sessionId(), session.start()));
            case SESSION_END ->
                held().forEach(session ->
                        Optional.ofNullable(session.end()).ifPresent(end -> onClock(row, session.sessionId(), end)));
            case SESSION_DAY ->
                held().forEach(session -> onDays(row, session.sessionId().toString(), local(session.start())));
            case COURSE -> course(row);
            case DIARY -> diary(row);
        }
    }

    private List<CareFacts.SessionFact> held() {
        return facts.sessions().stream()
                .filter(session -> session.state() == CareFacts.SessionState.HELD)
                .toList();
    }

    private void baseline(CalendarRules.Row row) {
        LocalDate screening = facts.screeningOn();
        if (screening == null) {
            return;
        }
        Instant from = startOf(screening);
        Instant until = facts.firstSessionStart().orElseGet(() -> startOf(screening.plusDays(rules.baselineDays())));
        if (until.isAfter(from)) {
            add(row, facts.enrolmentId().toString(), from, until, until);
        }
    }

    private void course(CalendarRules.Row row) {
        Optional<LocalDate> first = facts.firstTreatmentDay();
        UUID course = facts.courseId();
        if (first.isEmpty() || course == null) {
            return;
        }
        for (int point = 1; ; point++) {
            LocalDate day = first.get().plusDays((long) row.everyDays() * point);
            if (day.plusDays(row.dueFromHours() / 24).isAfter(horizon)) {
                return;
            }
            onDays(row, course + "/" + point, day);
        }
    }

    /** Counted from the day itself: two days of silence are over as the third begins. */
    private void diary(CalendarRules.Row row) {
        LocalDate since = facts.silentSince();
        if (since != null) {
            onDays(row, facts.enrolmentId() + "/" + since, since);
        }
    }

    private void onClock(CalendarRules.Row row, UUID session, Instant point) {
        add(
                row,
                session.toString(),
                point.plusSeconds(row.dueFromHours() * 3600L),
                point.plusSeconds(row.dueHours() * 3600L),
                point.plusSeconds(row.dueUntilHours() * 3600L));
    }

    /** Whole local days: opens as the first begins, ends as the last ends, whatever daylight saving does between. */
    private void onDays(CalendarRules.Row row, String anchor, LocalDate day) {
        add(
                row,
                anchor,
                startOf(day.plusDays(row.dueFromHours() / 24)),
                startOf(day.plusDays(row.dueHours() / 24)),
                startOf(day.plusDays(row.dueUntilHours() / 24 + 1L)));
    }

    private void add(CalendarRules.Row row, String anchor, Instant from, Instant due, Instant until) {
        if (ended(row, until)
                || isNotMissed(row, anchor, from)
                || (!row.safety() && facts.pauses().stream().anyMatch(pause -> pause.covers(local(due))))) {
            return;
        }
        int sessions = facts.heldBefore(due);
        row.items().stream()
                .filter(item -> sessions >= item.fromSessions())
                .filter(item -> !item.whereLicensed() || facts.licensed().contains(item.code()))
                .forEach(item -> planned.add(DueAssessment.of(facts.patientId(), row, item, anchor, from, due, until)));
    }

    /** A row that follows up another waits until that one has ended with nothing answered. */
    private boolean isNotMissed(CalendarRules.Row row, String anchor, Instant from) {
        return !row.afterMissed().isEmpty()
                && (now.isBefore(from) || facts.answered().contains(CareFacts.point(row.afterMissed(), anchor)));
    }

    /** What a stop still finds unanswered is withdrawn, open or not; what ended before it is history. */
    private boolean ended(CalendarRules.Row row, Instant until) {
        CareFacts.Stop stop = facts.stop();
        return stop != null
                && until.isAfter(stop.at())
                && !(row.safety() && !stop.reason().endsSafety());
    }

    private Instant startOf(LocalDate day) {
        return day.atStartOfDay(facts.zone()).toInstant();
    }

    private LocalDate local(Instant moment) {
        ZoneId zone = facts.zone();
        return moment.atZone(zone).toLocalDate();
    }
}
