package org.paincare.outcome.progress;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.paincare.outcome.alert.AlertSource;
import org.paincare.outcome.alert.SafetyAlerts;
import org.paincare.outcome.care.CareChanged;
import org.paincare.outcome.care.CareFile;
import org.paincare.outcome.course.CourseState;
import org.paincare.outcome.daybook.Daybook;
import org.paincare.outcome.instrument.Instruments;
import org.paincare.outcome.rules.Explanation;
import org.paincare.outcome.safety.SafetySignal;
import org.paincare.outcome.window.WindowGrid;
import org.paincare.platform.due.DueWork;
import org.paincare.platform.event.Outbox;
import org.paincare.platform.event.OutgoingEvent;

/**
 * Computes a patient's results anew from all facts after each change, stores and tells what came out differently. Runs in
 * the transaction of the change, patient locked.
 */
@ApplicationScoped
class Progress {

    static final String WINDOW_CLOSES = "WINDOW_CLOSES";
    private static final String MOH_DAYS = "MOH-DAYS";

    /** Alerts whose findings all come from the windows and courses computed here. */
    private static final Set<String> WATCHED = Set.of("MOH_RISK", "RELAPSE");

    private final Daybook daybook;
    private final Instruments instruments;
    private final ProgressBook book;
    private final Pacing pacing;
    private final SafetyAlerts alerts;
    private final DueWork due;
    private final Outbox outbox;
    private final InstantSource clock;

    Progress(
            Daybook daybook,
            Instruments instruments,
            ProgressBook book,
            Pacing pacing,
            SafetyAlerts alerts,
            DueWork due,
            Outbox outbox,
            InstantSource clock) {
        this.daybook = daybook;
        this.instruments = instruments;
        this.book = book;
        this.pacing = pacing;
        this.alerts = alerts;
        this.due = due;
        this.outbox = outbox;
        this.clock = clock;
    }

    void recompute(@Observes @Priority(200) CareChanged change) {
        var file = change.file().orElse(null);
        var measured = file == null ? null : Measured.of(file).orElse(null);
        if (file == null || measured == null || file.held().isEmpty() || change.is(CareChanged.Kind.DRAFT)) {
            return;
        }
        var now = clock.instant();
        if (change.day() != null && Computed.isAfterClosedWindows(file, change.day(), file.day(now))) {
            return;
        }
        var computed = Computed.all(
                file, daybook.days(change.patientId()), measured, file.day(now), instruments.required(MOH_DAYS));
        Map<UUID, ProgressBook.Standing> told = book.windows(change.patientId()).stream()
                .collect(Collectors.toMap(ProgressBook.Standing::windowId, Function.identity()));
        for (var one : computed) {
            tellWindows(file, one, told, now);
            tellCourse(file, one, now);
        }
        watch(file, computed, now);
        if (!file.followUpEnded()) {
            var running = computed.getLast();
            pacing.propose(file, running, now);
            due.schedule(WINDOW_CLOSES, change.patientId(), nextClose(file, running));
        }
    }

    private void tellWindows(CareFile file, Computed computed, Map<UUID, ProgressBook.Standing> told, Instant now) {
        var patient = file.patient().id();
        for (int i = 0; i < computed.windows().size(); i++) {
            var window = computed.windows().get(i);
            var answer = i == 0 ? null : computed.answers().get(i - 1);
            var before = told.get(window.windowId());
            if (before != null && isSame(before, window, answer)) {
                continue;
            }
            var computation = before == null ? 1 : before.computation() + 1;
            book.append(patient, window, answer, computation, now);
            outbox.append(OutgoingEvent.of(
                    "WindowClosed", patient, now, ProgressJson.WindowClosed.of(patient, computation, window)));
            if (answer != null) {
                outbox.append(OutgoingEvent.of(
                        "ResponseClassified",
                        patient,
                        now,
                        ProgressJson.ResponseClassified.of(patient, computation, answer)));
            }
        }
    }

    private boolean isSame(
            ProgressBook.Standing before, ProgressJson.Window window, ProgressJson.@Nullable Answer answer) {
        return before.content().equals(book.text(window))
                && Objects.equals(before.response(), answer == null ? null : book.text(answer));
    }

    /** Overuse and relapse that late days took back and later ones show again are others. */
    private void watch(CareFile file, List<Computed> courses, Instant now) {
        var shown = new ArrayList<SafetyAlerts.Shown>();
        for (var course : courses) {
            for (int i = 0; i < course.windows().size(); i++) {
                var window = course.windows().get(i).windowId();
                var status = course.overuse().get(i).status();
                shown.add(new SafetyAlerts.Shown(
                        new SafetySignal.Medication(window + "/" + status, status), AlertSource.window(window, now)));
            }
            var id = course.care().id();
            for (var step : course.course().transitions()) {
                if (step.to() == CourseState.RELAPSE) {
                    shown.add(new SafetyAlerts.Shown(
                            new SafetySignal.Relapsed(id + "/" + step.window()),
                            AlertSource.window(Computed.windowId(id, step.window()), closedAt(file, step.on()))));
                }
            }
        }
        alerts.lookAtAll(file.patient().id(), finding -> WATCHED.contains(finding.trigger()), shown);
    }

    private record Step(
            @Nullable CourseState from,
            CourseState to,
            @Nullable Integer window,
            Instant at,
            Explanation why) {}

    private void tellCourse(CareFile file, Computed computed, Instant now) {
        var id = computed.care().id();
        var told = book.course(id).orElse(null);
        var steps = steps(file, computed, told == null ? null : told.state());
        var changedAt = steps.isEmpty() ? now : steps.getLast().at();
        if (steps.isEmpty() && told != null && told.maintenanceDue() != computed.maintenanceDue()) {
            steps = List.of(new Step(
                    told.state(),
                    told.state(),
                    null,
                    changedAt,
                    computed.course().explanation()));
        }
        for (var step : steps) {
            var change = change(file, computed, step);
            book.told(file.patient().id(), computed.care().number(), change, step.why(), now);
            outbox.append(OutgoingEvent.of("CourseChanged", file.patient().id(), now, change));
        }
    }

    /** From what was told to what holds now: along the course's own steps where it lies on them, else at once. */
    private static List<Step> steps(CareFile file, Computed computed, @Nullable CourseState told) {
        var course = computed.course();
        var path = new ArrayList<Step>();
        path.add(new Step(
                null, CourseState.ONSET_PENDING, null, computed.care().firstSessionAt(), course.explanation()));
        for (var transition : course.transitions()) {
            path.add(new Step(
                    transition.from(),
                    transition.to(),
                    transition.window(),
                    closedAt(file, transition.on()),
                    transition.explanation()));
        }
        if (told == null) {
            return path;
        }
        for (int i = 0; i < path.size(); i++) {
            if (path.get(i).to() == told) {
                return path.subList(i + 1, path.size());
            }
        }
        var last = path.getLast();
        return List.of(new Step(told, last.to(), last.window(), last.at(), last.why()));
    }

    private static Instant closedAt(CareFile file, java.time.LocalDate lastDay) {
        return lastDay.plusDays(1L + Computed.RULES.window().closesAfterDays())
                .atStartOfDay(file.clinic().zone())
                .toInstant();
    }

    private static ProgressJson.CourseChanged change(CareFile file, Computed computed, Step step) {
        var relapse = step.to() == CourseState.RELAPSE ? computed.course().timeToRelapse() : null;
        var days = computed.care().treatmentDays(file);
        return new ProgressJson.CourseChanged(
                file.patient().id(),
                computed.care().id(),
                step.from(),
                step.to(),
                step.window(),
                relapse == null ? days.last() : relapse.lastSession(),
                relapse == null ? null : relapse.untilDays(),
                relapse == null ? null : Long.valueOf(relapse.afterDays()),
                computed.maintenanceDue(step.to()),
                Computed.version(List.of(Computed.RULES.course().ref())),
                step.at());
    }

    private static Instant nextClose(CareFile file, Computed running) {
        var grid = new WindowGrid(
                running.care().treatmentDays(file).first(),
                Computed.RULES.window().days());
        var next = grid.window(running.course().windows().size() + 1);
        return closedAt(file, next.to());
    }
}
