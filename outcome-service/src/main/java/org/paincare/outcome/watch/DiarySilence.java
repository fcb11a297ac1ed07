package org.paincare.outcome.watch;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.paincare.outcome.alert.AlertSource;
import org.paincare.outcome.alert.ClinicSafetyRules;
import org.paincare.outcome.alert.SafetyAlerts;
import org.paincare.outcome.care.Care;
import org.paincare.outcome.care.CareChanged;
import org.paincare.outcome.care.CareFile;
import org.paincare.outcome.daybook.Daybook;
import org.paincare.outcome.safety.SafetySignal;
import org.paincare.platform.due.DueHandler;
import org.paincare.platform.due.DueWork;

/** Watches for a diary that falls silent; each silence raises one alert. */
@ApplicationScoped
class DiarySilence implements DueHandler {

    private static final String KIND = "DIARY_SILENCE";

    private final Care care;
    private final Daybook daybook;
    private final SafetyAlerts alerts;
    private final ClinicSafetyRules rules;
    private final DueWork due;
    private final InstantSource clock;

    DiarySilence(
            Care care,
            Daybook daybook,
            SafetyAlerts alerts,
            ClinicSafetyRules rules,
            DueWork due,
            InstantSource clock) {
        this.care = care;
        this.daybook = daybook;
        this.alerts = alerts;
        this.rules = rules;
        this.due = due;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return KIND;
    }

    void expect(@Observes @Priority(400) CareChanged change) {
        if (!change.is(CareChanged.Kind.CARE, CareChanged.Kind.DIARY)) {
            return;
        }
        var file = change.file();
        var expectedSince = file.filter(one -> !one.followUpEnded()).flatMap(DiarySilence::expectedSince);
        due.cancel(KIND, change.patientId());
        if (expectedSince.isEmpty()) {
            return;
        }
        var silentSince = daybook.lastDay(change.patientId())
                .map(day -> day.plusDays(1))
                .filter(day -> day.isAfter(expectedSince.get()))
                .orElse(expectedSince.get());
        var alertOn = silentSince.plusDays(rules.current().diarySilentDays());
        due.schedule(
                KIND,
                change.patientId(),
                alertOn.atStartOfDay(file.get().clinic().zone()).toInstant());
    }

    @Override
    public void run(UUID patient, Instant dueAt) {
        if (!care.lock(patient).equals(patient)) {
            return;
        }
        var file = care.file(patient).orElseThrow();
        var expectedSince = expectedSince(file);
        if (expectedSince.isEmpty() || file.followUpEnded()) {
            return;
        }
        var last = daybook.lastDay(patient).orElse(null);
        alerts.look(
                patient,
                new SafetySignal.DiaryChecked(
                        last == null ? expectedSince.get().toString() : last.toString(),
                        file.day(clock.instant()),
                        expectedSince.get(),
                        last),
                AlertSource.none(dueAt));
    }

    /** From the day screening began: the baseline needs it. */
    private static Optional<LocalDate> expectedSince(CareFile file) {
        return file.enrolment()
                .flatMap(enrolment -> enrolment.steps().stream()
                        .filter(step -> step.state().equals("SCREENING"))
                        .map(step -> file.day(step.since()))
                        .findFirst());
    }
}
