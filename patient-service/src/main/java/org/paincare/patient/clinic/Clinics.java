package org.paincare.patient.clinic;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;
import org.paincare.patient.PatientProblem;
import org.paincare.platform.Ids;
import org.paincare.platform.audit.Audit;
import org.paincare.platform.audit.AuditEntry;
import org.paincare.platform.event.Outbox;
import org.paincare.platform.event.OutgoingEvent;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.tenancy.CurrentClinic;
import org.paincare.platform.web.Etags;

/** Clinics and their settings. */
@ApplicationScoped
class Clinics implements PanacheRepositoryBase<Clinic, UUID> {

    private final AltitudeProfiles profiles;
    private final Outbox outbox;
    private final Audit audit;
    private final CurrentClinic currentClinic;
    private final InstantSource clock;

    Clinics(AltitudeProfiles profiles, Outbox outbox, Audit audit, CurrentClinic currentClinic, InstantSource clock) {
        this.profiles = profiles;
        this.outbox = outbox;
        this.audit = audit;
        this.currentClinic = currentClinic;
        this.clock = clock;
    }

    /** A clinic, and whether it was made just now. */
    record Created(Clinic clinic, boolean isNew) {}

    /**
     * Makes a clinic, or finds it where the same was asked for before.
     *
     * @throws Problem CLINIC_EXISTS, UNKNOWN_ZONE, UNKNOWN_ALTITUDE_PROFILE
     */
    @Transactional
    Created create(ClinicJson.Create wanted) {
        var profile = profile(wanted.altitudeProfile(), wanted.altitudeMetres());
        try {
            ZoneId.of(wanted.zone());
        } catch (DateTimeException unknown) {
            throw Problem.of(PatientProblem.UNKNOWN_ZONE);
        }
        var id = wanted.id() == null ? Ids.next() : wanted.id();
        if (CurrentClinic.NONE.equals(id)) {
            throw Problem.of(PlatformProblem.VALIDATION_FAILED);
        }
        // The new clinic's own rows are written under its own id; the connection is taken only after this.
        currentClinic.set(id);
        var existing = findByIdOptional(id);
        if (existing.isPresent()) {
            if (!existing.get().isAsWanted(wanted)) {
                throw Problem.of(PatientProblem.CLINIC_EXISTS);
            }
            return new Created(existing.get(), false);
        }
        var now = clock.instant();
        var clinic = new Clinic(id, wanted, now);
        try {
            persistAndFlush(clinic);
        } catch (RuntimeException failure) {
            throw slugTaken(failure);
        }
        outbox.append(
                OutgoingEvent.of("ClinicConfigured", id, now, clinic.configured(profile, profiles.version(), now)));
        audit.wrote(AuditEntry.of("CLINIC_CREATED", "clinic", id));
        return new Created(clinic, true);
    }

    /** The caller's own clinic; any other is not there. */
    @Transactional
    Clinic get(UUID id) {
        return findByIdOptional(id).orElseThrow(() -> Problem.of(PlatformProblem.NOT_FOUND));
    }

    @Transactional
    Optional<Clinic> current() {
        return findByIdOptional(currentClinic.get());
    }

    /** Changes the settings; the next events and evaluations carry the new version. */
    @Transactional
    Clinic change(UUID id, @org.jspecify.annotations.Nullable String ifMatch, ClinicJson.Settings wanted) {
        var clinic = get(id);
        Etags.mustMatch(ifMatch, clinic);
        var profile = profile(wanted.altitudeProfile(), wanted.altitudeMetres());
        clinic.settle(wanted);
        flush();
        var now = clock.instant();
        outbox.append(
                OutgoingEvent.of("ClinicConfigured", id, now, clinic.configured(profile, profiles.version(), now)));
        audit.wrote(AuditEntry.of("CLINIC_CHANGED", "clinic", id));
        return clinic;
    }

    private AltitudeProfile profile(String name, int altitudeMetres) {
        return profiles.named(name)
                .filter(p -> p.covers(altitudeMetres))
                .orElseThrow(() -> Problem.of(PatientProblem.UNKNOWN_ALTITUDE_PROFILE));
    }

    private static RuntimeException slugTaken(RuntimeException failure) {
        return "clinic_slug".equals(org.paincare.platform.problem.DatabaseFailures.constraintOf(failure))
                ? Problem.of(PatientProblem.CLINIC_EXISTS)
                : failure;
    }
}
