package org.paincare.patient.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.paincare.patient.Actor;
import org.paincare.patient.ClinicalChange;
import org.paincare.patient.PatientProblem;
import org.paincare.patient.clinic.ClinicRules;
import org.paincare.patient.registry.Patients;
import org.paincare.platform.Ids;
import org.paincare.platform.audit.Audit;
import org.paincare.platform.audit.AuditEntry;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.tenancy.CurrentClinic;
import org.paincare.platform.web.Etags;

/** The headache histories of the current clinic's patients. */
@ApplicationScoped
class Histories implements PanacheRepositoryBase<HeadacheHistory, UUID> {

    private final Jdbc jdbc;
    private final ObjectMapper json;
    private final Diagnoses catalogue;
    private final Patients patients;
    private final ClinicRules rules;
    private final Audit audit;
    private final CurrentClinic clinic;
    private final CurrentCaller caller;
    private final InstantSource clock;
    private final Event<ClinicalChange> changes;

    Histories(
            DataSource pool,
            ObjectMapper json,
            Diagnoses catalogue,
            Patients patients,
            ClinicRules rules,
            Audit audit,
            CurrentClinic clinic,
            CurrentCaller caller,
            InstantSource clock,
            Event<ClinicalChange> changes) {
        this.jdbc = new Jdbc(pool);
        this.json = json;
        this.catalogue = catalogue;
        this.patients = patients;
        this.rules = rules;
        this.audit = audit;
        this.clinic = clinic;
        this.caller = caller;
        this.clock = clock;
        this.changes = changes;
    }

    record Put(HeadacheHistory history, boolean isNew) {}

    /**
     * Says the whole history. Without {@code If-Match} it creates, or finds the identical one.
     *
     * @throws Problem HISTORY_REFUSED, PRECONDITION_REQUIRED, STALE, NOT_FOUND
     */
    @Transactional
    Put put(UUID patientId, @Nullable String ifMatch, HistoryJson.Content said) {
        var person = patients.locked(patientId);
        var clinicRules = rules.of(clinic.get());
        var now = clock.instant();
        var wrong = new HistoryRules(
                        catalogue,
                        Diagnoses.systemOf(clinicRules.jurisdiction()),
                        person.birthDate(),
                        clinicRules.dayOf(now))
                .check(said);
        if (!wrong.isEmpty()) {
            throw Problem.of(PatientProblem.HISTORY_REFUSED, wrong);
        }
        var existing = of(patientId);
        if (existing.isPresent()) {
            if (ifMatch == null && content(existing.get().content()).equals(said)) {
                return new Put(existing.get(), false);
            }
            Etags.mustMatch(ifMatch, existing.get());
        }
        var self = caller.get();
        var history = existing.orElseGet(() -> new HeadacheHistory(clinic.get(), Ids.next(), patientId));
        history.say(text(said), Actor.of(self), self.id(), now);
        persistAndFlush(history);
        audit.wrote(AuditEntry.of("HISTORY_RECORDED", "headacheHistory", history.id(), patientId));
        changes.fire(new ClinicalChange(patientId, ClinicalChange.Kind.HISTORY));
        return new Put(history, existing.isEmpty());
    }

    @Transactional
    HeadacheHistory read(UUID patientId) {
        patients.person(patientId);
        var history = of(patientId).orElseThrow(() -> Problem.of(PlatformProblem.NOT_FOUND));
        audit.read(AuditEntry.of("HISTORY_READ", "headacheHistory", history.id(), patientId));
        return history;
    }

    /** Every version there was, newest first; at most 100. */
    @Transactional
    List<HistoryJson.History> versions(UUID patientId) {
        var history = read(patientId);
        return jdbc.list(
                "SELECT * FROM headache_history_version WHERE clinic_id = ? AND history_id = ? ORDER BY version DESC LIMIT 100",
                row -> new HistoryJson.History(
                        history.id(),
                        patientId,
                        row.getInt("version"),
                        content(row.getString("content")),
                        Jdbc.instant(row, "recorded_at"),
                        new Actor(row.getObject("recorded_by", UUID.class), row.getString("recorded_by_name"))),
                clinic.get(),
                history.id());
    }

    Optional<HeadacheHistory> of(UUID patientId) {
        return find("patientId", patientId).firstResultOptional();
    }

    HistoryJson.History json(HeadacheHistory history) {
        return new HistoryJson.History(
                history.id(),
                history.patientId(),
                history.version(),
                content(history.content()),
                history.recordedAt(),
                history.recorder());
    }

    HistoryJson.Content content(String text) {
        try {
            return json.readValue(text, HistoryJson.Content.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String text(HistoryJson.Content said) {
        try {
            return json.writeValueAsString(said);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
