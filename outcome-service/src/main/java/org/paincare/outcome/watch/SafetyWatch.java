package org.paincare.outcome.watch;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.paincare.outcome.alert.AlertSource;
import org.paincare.outcome.alert.SafetyAlerts;
import org.paincare.outcome.alert.SafetyAlerts.Shown;
import org.paincare.outcome.assessment.AnswersBook;
import org.paincare.outcome.care.CareChanged;
import org.paincare.outcome.care.CareFile;
import org.paincare.outcome.safety.SafetySignal;

/**
 * Looks at every session, adverse event, finding and check after each change. A finding is raised once while it stands, so
 * looking again is harmless and the order in which things became known does not matter.
 */
@ApplicationScoped
class SafetyWatch {

    /** Of these every finding is looked for here, from all that is known. */
    private static final Set<String> WATCHED = Set.of("A3", "A4", "A5", "A6", "A7", "A9");

    private static final String URINARY = "URINARY_SYMPTOMS";
    private static final String ADVERSE_EVENTS = "ADVERSE_EVENTS_SINCE";
    private static final String URINARY_EVENT = "URO";
    private static final String MISUSE_EVENT = "MISUSE";
    private static final String RESTING = "RESTING_";
    private static final Set<String> SYSTOLIC = Set.of("SYSTOLIC_BP", "RESTING_SBP");
    private static final Set<String> DIASTOLIC = Set.of("DIASTOLIC_BP", "RESTING_DBP");

    private final AnswersBook answers;
    private final SafetyAlerts alerts;

    SafetyWatch(AnswersBook answers, SafetyAlerts alerts) {
        this.answers = answers;
        this.alerts = alerts;
    }

    void look(@Observes @Priority(300) CareChanged change) {
        if (change.is(CareChanged.Kind.CARE, CareChanged.Kind.ANSWERS, CareChanged.Kind.DRAFT)) {
            change.file().ifPresent(this::look);
        }
    }

    private void look(CareFile file) {
        var shown = new ArrayList<Shown>();
        sessions(file, shown);
        adverseEvents(file, shown);
        findings(file, shown);
        urine(file, shown);
        restingPressure(file, shown);
        dissociation(file, shown);
        alerts.lookAtAll(file.patient().id(), finding -> WATCHED.contains(finding.alertId()), shown);
    }

    /** Told in the follow-up of a session: it had not passed after a day. */
    private void dissociation(CareFile file, List<Shown> shown) {
        for (var check : answers.checks(
                file.patient().id(), ADVERSE_EVENTS, file.clinic().zone())) {
            if (check.items().path("dissociationOverADay").asBoolean(false)) {
                shown.add(new Shown(
                        new SafetySignal.Dissociation(check.assessmentId().toString(), List.of(), true),
                        AlertSource.assessment(check.assessmentId(), check.occurredAt())));
            }
        }
    }

    private void sessions(CareFile file, List<Shown> shown) {
        var peaks = new ArrayList<Integer>();
        for (var session : file.sessions()) {
            if (session.startsAt() == null) {
                continue;
            }
            var at = session.endedAt() == null ? session.startsAt() : session.endedAt();
            if (session.criticalPressure()) {
                shown.add(new Shown(
                        new SafetySignal.CriticalPressure(session.id().toString()),
                        AlertSource.session(session.id(), at)));
            }
            if (session.cadss6Max() != null) {
                peaks.add(session.cadss6Max());
                shown.add(new Shown(
                        new SafetySignal.Dissociation(session.id().toString(), List.copyOf(peaks), false),
                        AlertSource.session(session.id(), at)));
            }
        }
    }

    private void adverseEvents(CareFile file, List<Shown> shown) {
        for (var event : file.standingAdverseEvents()) {
            var source = AlertSource.session(event.sessionId(), event.occurredAt());
            shown.add(new Shown(
                    new SafetySignal.AdverseEvent(event.id().toString(), event.code(), event.grade()), source));
            if (event.code().equals(MISUSE_EVENT)) {
                shown.add(new Shown(new SafetySignal.Misuse(event.id().toString(), true, false, false), source));
            }
        }
    }

    private void findings(CareFile file, List<Shown> shown) {
        for (var finding : file.standingFindings()) {
            var reference = finding.id().toString();
            SafetySignal signal = switch (finding.code()) {
                case "ALT_ULN_MULTIPLE" -> new SafetySignal.Liver(reference, finding.value(), null, null);
                case "AST_ULN_MULTIPLE" -> new SafetySignal.Liver(reference, null, finding.value(), null);
                case "BILIRUBIN_ULN_MULTIPLE" -> new SafetySignal.Liver(reference, null, null, finding.value());
                case "HAEMATURIA" ->
                    new SafetySignal.Urinary(reference, file.day(finding.observedAt()), List.of(), true);
                case "CRAVING" -> new SafetySignal.Misuse(reference, false, false, true);
                case "EARLY_REFILL" -> new SafetySignal.Misuse(reference, false, true, false);
                default -> null;
            };
            if (signal != null) {
                shown.add(new Shown(signal, AlertSource.fact(finding.id(), finding.observedAt())));
            }
        }
    }

    /** One report of urinary symptoms, whoever took it. */
    private record Report(String reference, LocalDate day, boolean haematuria, AlertSource source) {}

    private void urine(CareFile file, List<Shown> shown) {
        var reports = new ArrayList<Report>();
        for (var event : file.standingAdverseEvents()) {
            if (event.code().equals(URINARY_EVENT)) {
                reports.add(new Report(
                        event.id().toString(),
                        file.day(event.occurredAt()),
                        false,
                        AlertSource.session(event.sessionId(), event.occurredAt())));
            }
        }
        for (var finding : file.standingFindings()) {
            if (finding.code().equals(URINARY) || finding.code().equals("CYSTITIS_ACTIVE")) {
                reports.add(new Report(
                        finding.id().toString(),
                        file.day(finding.observedAt()),
                        false,
                        AlertSource.fact(finding.id(), finding.observedAt())));
            }
        }
        var zone = file.clinic().zone();
        for (var check : answers.checks(file.patient().id(), URINARY, zone)) {
            var blood = check.items().path("haematuria").asBoolean(false);
            if (blood || check.items().path("symptoms").asBoolean(false)) {
                reports.add(new Report(
                        check.assessmentId().toString(),
                        check.day(),
                        blood,
                        AlertSource.assessment(check.assessmentId(), check.occurredAt())));
            }
        }
        var days = reports.stream().map(Report::day).toList();
        reports.forEach(report -> shown.add(new Shown(
                new SafetySignal.Urinary(report.reference(), report.day(), days, report.haematuria()),
                report.source())));
    }

    /** One reading of the pressure at rest, mmHg; a side that was not taken is 0. */
    private record Resting(Instant at, int systolic, int diastolic, AlertSource source) {

        Resting with(Resting other) {
            return new Resting(at, Math.max(systolic, other.systolic), Math.max(diastolic, other.diastolic), source);
        }
    }

    /**
     * Pressures at rest, told as facts of the record or flagged by session-service, come one side at a time: what was
     * taken at one moment is one reading, and two readings in a row make the alert.
     */
    private void restingPressure(CareFile file, List<Shown> shown) {
        var readings = new TreeMap<Instant, Resting>();
        for (var finding : file.standingFindings()) {
            if (finding.value() == null) {
                continue;
            }
            var isSystolic = SYSTOLIC.contains(finding.code());
            if (isSystolic || DIASTOLIC.contains(finding.code())) {
                var value = finding.value().intValue();
                var isFact = !finding.code().startsWith(RESTING);
                readings.merge(
                        finding.observedAt(),
                        new Resting(
                                finding.observedAt(),
                                isSystolic ? value : 0,
                                isSystolic ? 0 : value,
                                isFact
                                        ? AlertSource.fact(finding.id(), finding.observedAt())
                                        : AlertSource.none(finding.observedAt())),
                        Resting::with);
            }
        }
        Resting before = null;
        for (var reading : readings.values()) {
            if (before != null) {
                shown.add(new Shown(
                        new SafetySignal.RestingPressure(
                                reading.at().toString(),
                                reading.systolic(),
                                reading.diastolic(),
                                before.systolic(),
                                before.diastolic()),
                        reading.source()));
            }
            before = reading;
        }
    }
}
