package org.paincare.outcome.assessment;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.paincare.outcome.calendar.CareFacts;
import org.paincare.outcome.care.CareFile;
import org.paincare.outcome.care.Courses;

/** Reads the calendar's facts out of a care file. */
final class CalendarFacts {

    private CalendarFacts() {}

    /** Empty until the patient has an enrolment. */
    static Optional<CareFacts> of(
            CareFile file, @Nullable LocalDate lastDiaryDay, Set<String> answered, Set<String> licensed) {
        return file.enrolment()
                .map(enrolment -> new CareFacts(
                        file.patient().id(),
                        enrolment.id(),
                        file.clinic().zone(),
                        screeningOn(file, enrolment),
                        Courses.of(file).isEmpty()
                                ? null
                                : Courses.of(file).getLast().id(),
                        sessions(file),
                        pauses(file, enrolment),
                        stop(file, enrolment),
                        silentSince(file, enrolment, lastDiaryDay),
                        answered,
                        licensed));
    }

    private static @Nullable LocalDate screeningOn(CareFile file, CareFile.Enrolment enrolment) {
        return enrolment.steps().stream()
                .filter(step -> step.state().equals("SCREENING"))
                .map(step -> file.day(step.since()))
                .findFirst()
                .orElse(null);
    }

    /** A diary is expected from the day screening began. */
    private static @Nullable LocalDate silentSince(
            CareFile file, CareFile.Enrolment enrolment, @Nullable LocalDate lastDiaryDay) {
        var expected = screeningOn(file, enrolment);
        return expected == null || lastDiaryDay == null || lastDiaryDay.isBefore(expected)
                ? expected
                : lastDiaryDay.plusDays(1);
    }

    /** Sessions of the current course only: the calendar's points count from its first treatment day. */
    private static List<CareFacts.SessionFact> sessions(CareFile file) {
        var courses = Courses.of(file);
        var since = courses.isEmpty() ? Instant.MIN : courses.getLast().firstSessionAt();
        return file.sessions().stream()
                .filter(session ->
                        session.startsAt() != null && !session.startsAt().isBefore(since))
                .map(session -> new CareFacts.SessionFact(
                        session.id(),
                        CareFacts.SessionState.valueOf(session.state().name()),
                        session.startsAt(),
                        session.endedAt()))
                .toList();
    }

    private static List<CareFacts.Pause> pauses(CareFile file, CareFile.Enrolment enrolment) {
        var pauses = new ArrayList<CareFacts.Pause>();
        var steps = enrolment.steps();
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).state().equals("PAUSED")) {
                var until = i + 1 < steps.size()
                        ? file.day(steps.get(i + 1).since()).minusDays(1)
                        : null;
                var from = file.day(steps.get(i).since());
                if (until == null || !until.isBefore(from)) {
                    pauses.add(new CareFacts.Pause(from, until));
                }
            }
        }
        return pauses;
    }

    private static CareFacts.@Nullable Stop stop(CareFile file, CareFile.Enrolment enrolment) {
        if (file.patient().diedAt() != null) {
            return new CareFacts.Stop(file.patient().diedAt(), CareFacts.StopReason.DECEASED);
        }
        if (file.patient().consentEndedAt() != null) {
            return new CareFacts.Stop(file.patient().consentEndedAt(), CareFacts.StopReason.CONSENT_WITHDRAWN);
        }
        var last = enrolment.steps().getLast();
        return switch (last.state()) {
            case "DECEASED" -> new CareFacts.Stop(last.since(), CareFacts.StopReason.DECEASED);
            case "WITHDRAWN", "DECLINED", "INELIGIBLE" ->
                new CareFacts.Stop(last.since(), CareFacts.StopReason.WITHDRAWN);
            case "LOST_TO_FOLLOW_UP" -> new CareFacts.Stop(last.since(), CareFacts.StopReason.LOST_TO_FOLLOW_UP);
            case "COMPLETED" -> new CareFacts.Stop(last.since(), CareFacts.StopReason.COMPLETED);
            default -> null;
        };
    }
}
