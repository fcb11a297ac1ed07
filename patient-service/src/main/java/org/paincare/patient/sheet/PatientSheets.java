package org.paincare.patient.sheet;

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
import org.jspecify.annotations.Nullable;
import org.paincare.patient.CareChange;
import org.paincare.patient.LastChange;
import org.paincare.patient.RecordVersions;
import org.paincare.patient.registry.Patients;
import org.paincare.platform.Ids;
import org.paincare.platform.audit.Audit;
import org.paincare.platform.audit.AuditEntry;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.tenancy.CurrentClinic;
import org.paincare.platform.web.Etags;

/** The sheets of the current clinic's patients. */
@ApplicationScoped
public class PatientSheets implements PanacheRepositoryBase<PatientSheet, UUID> {

    private final ObjectMapper json;
    private final Patients patients;
    private final RecordVersions versions;
    private final Audit audit;
    private final CurrentClinic clinic;
    private final CurrentCaller caller;
    private final InstantSource clock;
    private final Event<CareChange> changes;

    PatientSheets(
            ObjectMapper json,
            Patients patients,
            RecordVersions versions,
            Audit audit,
            CurrentClinic clinic,
            CurrentCaller caller,
            InstantSource clock,
            Event<CareChange> changes) {
        this.json = json;
        this.patients = patients;
        this.versions = versions;
        this.audit = audit;
        this.clinic = clinic;
        this.caller = caller;
        this.clock = clock;
        this.changes = changes;
    }

    /** A sheet, whether this made it, and whether this said anything new. */
    public record Put<T>(Sheet<T> sheet, boolean isNew, boolean isChanged) {}

    /**
     * Says the whole sheet. Without {@code If-Match} it creates, or finds the identical one.
     *
     * @throws Problem PRECONDITION_REQUIRED, STALE, NOT_FOUND
     */
    @Transactional
    public <T> Put<T> put(
            UUID patientId, SheetKind kind, @Nullable String ifMatch, T said, Class<T> shape, @Nullable String reason) {
        patients.locked(patientId);
        var existing = of(patientId, kind);
        if (existing.isPresent()) {
            if (ifMatch == null && content(existing.get().content(), shape).equals(said)) {
                return new Put<>(sheet(existing.get(), shape), false, false);
            }
            Etags.mustMatch(ifMatch, existing.get());
        }
        var row = existing.orElseGet(() -> new PatientSheet(clinic.get(), Ids.next(), patientId, kind));
        row.say(text(said), LastChange.of(caller.get(), reason, clock.instant()));
        persistAndFlush(row);
        audit.wrote(AuditEntry.of(kind + "_RECORDED", "patientSheet", row.id(), patientId));
        changes.fire(new CareChange(patientId));
        return new Put<>(sheet(row, shape), existing.isEmpty(), true);
    }

    /**
     * Says a sheet that is there anew on nobody's behalf, as an event or a timer does; whoever had read it before has to
     * read it again. The patient's row is locked by whoever calls.
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public <T> void replace(UUID patientId, SheetKind kind, T said, String reason) {
        var row = of(patientId, kind).orElseThrow();
        row.say(text(said), LastChange.bySystem(reason, clock.instant()));
        persistAndFlush(row);
        audit.wroteBySystem(AuditEntry.of(kind + "_RECORDED", "patientSheet", row.id(), patientId));
        changes.fire(new CareChange(patientId));
    }

    /** @throws Problem NOT_FOUND, also where nothing of that kind was said yet */
    @Transactional
    public <T> Sheet<T> read(UUID patientId, SheetKind kind, Class<T> shape) {
        patients.person(patientId);
        var row = of(patientId, kind).orElseThrow(() -> Problem.of(PlatformProblem.NOT_FOUND));
        audit.read(AuditEntry.of(kind + "_READ", "patientSheet", row.id(), patientId));
        return sheet(row, shape);
    }

    /** For use inside a transaction that has checked and audits what it does with it. */
    @Transactional(Transactional.TxType.MANDATORY)
    public <T> Optional<Sheet<T>> peek(UUID patientId, SheetKind kind, Class<T> shape) {
        return of(patientId, kind).map(row -> sheet(row, shape));
    }

    /** Every version, newest first; at most 100. */
    @Transactional
    public <T> List<RecordVersions.Kept<T>> versions(UUID patientId, SheetKind kind, Class<T> shape) {
        var current = read(patientId, kind, shape);
        return versions.of("patient_sheet", current.id(), Row.class).stream()
                .map(kept -> new RecordVersions.Kept<>(
                        kept.version(),
                        content(kept.content().content(), shape),
                        kept.changedAt(),
                        kept.changedBy(),
                        kept.reason()))
                .toList();
    }

    private record Row(String content) {}

    private Optional<PatientSheet> of(UUID patientId, SheetKind kind) {
        return find("patientId = ?1 and kind = ?2", patientId, kind).firstResultOptional();
    }

    private <T> Sheet<T> sheet(PatientSheet row, Class<T> shape) {
        return new Sheet<>(row.clinicId(), row.id(), row.version(), content(row.content(), shape), row.lastChange());
    }

    private <T> T content(String text, Class<T> shape) {
        try {
            return json.readValue(text, shape);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String text(Object said) {
        try {
            return json.writeValueAsString(said);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
