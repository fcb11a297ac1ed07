package org.paincare.outcome.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.paincare.outcome.care.Care;
import org.paincare.outcome.safety.AlertLevel;
import org.paincare.outcome.safety.AlertLife;
import org.paincare.outcome.safety.SafetyAlert;
import org.paincare.outcome.safety.SafetyRules;
import org.paincare.outcome.safety.SafetySignal;
import org.paincare.outcome.safety.SafetyTriggers;
import org.paincare.platform.Ids;
import org.paincare.platform.audit.Audit;
import org.paincare.platform.audit.AuditEntry;
import org.paincare.platform.due.DueWork;
import org.paincare.platform.event.Outbox;
import org.paincare.platform.event.OutgoingEvent;
import org.paincare.platform.tenancy.CurrentClinic;

/** Raises what the safety rules see in a signal, each finding once. Runs in the caller's transaction, patient locked. */
@ApplicationScoped
public class SafetyAlerts {

    static final String ESCALATION = "ALERT_ESCALATION";

    /** Urine and liver findings: no session before somebody acted (reference 6.8, A5 and A6). */
    private static final Set<String> HOLDS_SERIES = Set.of("A5", "A6");

    private final AlertBook book;
    private final ClinicSafetyRules clinicRules;
    private final Care care;
    private final ObjectMapper json;
    private final DueWork due;
    private final Outbox outbox;
    private final Audit audit;
    private final CurrentClinic clinic;
    private final InstantSource clock;

    SafetyAlerts(
            AlertBook book,
            ClinicSafetyRules clinicRules,
            Care care,
            ObjectMapper json,
            DueWork due,
            Outbox outbox,
            Audit audit,
            CurrentClinic clinic,
            InstantSource clock) {
        this.book = book;
        this.clinicRules = clinicRules;
        this.care = care;
        this.json = json;
        this.due = due;
        this.outbox = outbox;
        this.audit = audit;
        this.clinic = clinic;
        this.clock = clock;
    }

    /** The time to acknowledge runs from now, also for what happened before it became known. */
    public void look(UUID patient, SafetySignal signal, AlertSource source) {
        var now = clock.instant();
        var rules = clinicRules.current();
        for (var found : SafetyTriggers.of(patient, signal, rules, now)) {
            if (book.isRaised(found.key()) || wasRaised(patient, signal, found, rules, now)) {
                continue;
            }
            var version = rules.ref().rules() + "-" + rules.ref().version();
            var alert = new AlertRow(
                    clinic.get(),
                    Ids.next(),
                    patient,
                    found,
                    HOLDS_SERIES.contains(found.alertId()),
                    source,
                    version,
                    text(found.explanation()),
                    now);
            book.persistAndFlush(alert);
            due.schedule(ESCALATION, alert.id(), alert.acknowledgeBy());
            outbox.append(OutgoingEvent.of("SafetyAlertRaised", patient, now, alert.raised()));
            audit.wroteBySystem(AuditEntry.of("SAFETY_ALERT_RAISED", "safety-alert", alert.id(), patient));
        }
    }

    /** Whether it was raised under another id of the person: a merge raises nothing again. */
    private boolean wasRaised(UUID patient, SafetySignal signal, SafetyAlert found, SafetyRules rules, Instant now) {
        return care.ids(patient).stream()
                .filter(id -> !id.equals(patient))
                .flatMap(id -> SafetyTriggers.of(id, signal, rules, now).stream())
                .anyMatch(other -> other.alertId().equals(found.alertId())
                        && other.trigger().equals(found.trigger())
                        && book.isRaised(other.key()));
    }

    /** An alert that somebody still has to deal with. */
    @Schema(name = "SafetyAlertStanding")
    public record Standing(
            UUID id,
            String rule,
            String trigger,
            AlertLevel level,
            AlertLife state,
            boolean holdSeries,
            Instant raisedAt) {}

    /** What nobody has closed yet, the most urgent first, at most fifty. */
    public List<Standing> standing(UUID patient) {
        return book.list("patientId in ?1 and state <> ?2", care.ids(patient), AlertLife.CLOSED).stream()
                .map(AlertRow::standing)
                .sorted(Comparator.comparing(Standing::level).thenComparing(Standing::raisedAt))
                .limit(50)
                .toList();
    }

    private String text(Object explanation) {
        try {
            return json.writeValueAsString(explanation);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
