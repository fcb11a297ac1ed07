package org.paincare.outcome.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.paincare.outcome.care.Care;
import org.paincare.outcome.safety.AlertLevel;
import org.paincare.outcome.safety.AlertLife;
import org.paincare.outcome.safety.Finding;
import org.paincare.outcome.safety.SafetyAlert;
import org.paincare.outcome.safety.SafetySignal;
import org.paincare.outcome.safety.SafetyTriggers;
import org.paincare.platform.Ids;
import org.paincare.platform.audit.Audit;
import org.paincare.platform.audit.AuditEntry;
import org.paincare.platform.due.DueWork;
import org.paincare.platform.event.Outbox;
import org.paincare.platform.event.OutgoingEvent;
import org.paincare.platform.tenancy.CurrentClinic;

/** Raises what the safety rules see in a signal, each finding once while it stands. Runs in the caller's transaction, patient locked. */
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

    /** A signal and what showed it. */
    public record Shown(SafetySignal signal, AlertSource source) {}

    /** Raises what is found, where it does not stand already. */
    public void look(UUID patient, SafetySignal signal, AlertSource source) {
        raise(patient, new Shown(signal, source), book.standing(care.ids(patient)), clock.instant());
    }

    /**
     * The same, and what was raised before and is not shown any more has gone: it stays for people to close, and is raised
     * anew when it shows again.
     *
     * @param watched which findings are all of them among what is shown, if they are there at all
     */
    public void lookAtAll(UUID patient, Predicate<Finding> watched, List<Shown> shown) {
        var now = clock.instant();
        var standing = book.standing(care.ids(patient));
        var there = new HashSet<Finding>();
        shown.forEach(one -> there.addAll(raise(patient, one, standing, now)));
        var gone = standing.entrySet().stream()
                .filter(one -> watched.test(one.getKey()) && !there.contains(one.getKey()))
                .map(Map.Entry::getValue)
                .toList();
        if (!gone.isEmpty()) {
            book.gone(gone, now);
        }
    }

    /**
     * The time to acknowledge runs from now, also for what happened before it became known. A merge raises nothing again.
     *
     * @param standing what was raised under any id of the person; what is raised here joins it
     * @return what was found, raised now or before
     */
    private List<Finding> raise(UUID patient, Shown shown, Map<Finding, UUID> standing, Instant now) {
        var rules = clinicRules.current();
        var found = SafetyTriggers.of(patient, shown.signal(), rules, now);
        for (var one : found) {
            if (standing.containsKey(one.finding())) {
                continue;
            }
            var version = rules.ref().rules() + "-" + rules.ref().version();
            var alert = new AlertRow(
                    clinic.get(),
                    Ids.next(),
                    patient,
                    one,
                    HOLDS_SERIES.contains(one.alertId()),
                    shown.source(),
                    version,
                    text(one.explanation()),
                    now);
            book.persistAndFlush(alert);
            standing.put(one.finding(), alert.id());
            due.schedule(ESCALATION, alert.id(), alert.acknowledgeBy());
            outbox.append(OutgoingEvent.of("SafetyAlertRaised", patient, now, alert.raised()));
            audit.wroteBySystem(AuditEntry.of("SAFETY_ALERT_RAISED", "safety-alert", alert.id(), patient));
        }
        return found.stream().map(SafetyAlert::finding).toList();
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
