package org.paincare.session.device;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.Ids;
import org.paincare.platform.audit.Audit;
import org.paincare.platform.audit.AuditEntry;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.problem.DatabaseFailures;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.tenancy.CurrentClinic;
import org.paincare.platform.web.Etags;
import org.paincare.session.SessionProblem;
import org.paincare.session.standing.ClinicProfiles;

/** The devices of the current clinic. */
@ApplicationScoped
class Devices implements PanacheRepositoryBase<Device, UUID> {

    private final DeviceRegistry registry;
    private final ClinicProfiles clinics;
    private final Audit audit;
    private final CurrentClinic clinic;
    private final CurrentCaller caller;
    private final InstantSource clock;

    Devices(
            DeviceRegistry registry,
            ClinicProfiles clinics,
            Audit audit,
            CurrentClinic clinic,
            CurrentCaller caller,
            InstantSource clock) {
        this.registry = registry;
        this.clinics = clinics;
        this.audit = audit;
        this.clinic = clinic;
        this.caller = caller;
        this.clock = clock;
    }

    /** @throws Problem NOT_FOUND for another clinic, DEVICE_CODE_TAKEN, DEVICE_SUBJECT_TAKEN */
    @Transactional
    Device register(UUID clinicId, DeviceJson.Register asked) {
        clinics.mustBeCurrent(clinicId);
        var device = new Device(clinic.get(), Ids.next(), asked, caller.get(), clock.instant());
        persist(device);
        return changed(device, AuditEntry.of("DEVICE_REGISTERED", "device", device.id()));
    }

    /** @throws Problem NOT_FOUND, STALE, DEVICE_STATE, DEVICE_SUBJECT_TAKEN */
    @Transactional
    Device describe(UUID clinicId, UUID id, @Nullable String ifMatch, DeviceJson.Describe asked) {
        var device = forChange(clinicId, id, ifMatch);
        device.describe(asked);
        return changed(device, AuditEntry.of("DEVICE_DESCRIBED", "device", id));
    }

    /**
     * Its word counts no more, here at once and in other replicas within a second or two. What it is bound to stays: its
     * readings stop, and the alarm of that calls somebody to the patient.
     *
     * @throws Problem NOT_FOUND, STALE, DEVICE_STATE
     */
    @Transactional
    Device revoke(UUID clinicId, UUID id, @Nullable String ifMatch, DeviceJson.Revoke asked) {
        var device = forChange(clinicId, id, ifMatch);
        device.revoke(asked.reason(), caller.get(), clock.instant());
        return changed(device, AuditEntry.of("DEVICE_REVOKED", "device", id).because(asked.reason()));
    }

    @Transactional
    Device read(UUID clinicId, UUID id) {
        clinics.mustBeCurrent(clinicId);
        audit.read(AuditEntry.of("DEVICE_READ", "device", id));
        return findByIdOptional(id).orElseThrow(() -> Problem.of(PlatformProblem.NOT_FOUND));
    }

    @Transactional
    List<Device> all(UUID clinicId) {
        clinics.mustBeCurrent(clinicId);
        audit.read(new AuditEntry("DEVICES_READ", "device", null, null, null));
        return list("order by code, id");
    }

    /** For a binding: it has to be there, a monitor and active until the transaction ends. */
    Device monitor(UUID id) {
        var device = findByIdOptional(id, LockModeType.PESSIMISTIC_READ)
                .orElseThrow(() -> Problem.of(SessionProblem.DEVICE_UNKNOWN));
        if (device.kind() != Device.Kind.MONITOR) {
            throw Problem.of(SessionProblem.DEVICE_UNKNOWN);
        }
        if (!device.isActive()) {
            throw Problem.of(SessionProblem.DEVICE_REVOKED);
        }
        return device;
    }

    private Device forChange(UUID clinicId, UUID id, @Nullable String ifMatch) {
        clinics.mustBeCurrent(clinicId);
        var device = findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE)
                .orElseThrow(() -> Problem.of(PlatformProblem.NOT_FOUND));
        Etags.mustMatch(ifMatch, device);
        return device;
    }

    private Device changed(Device device, AuditEntry entry) {
        try {
            flush();
        } catch (RuntimeException failure) {
            throw switch (String.valueOf(DatabaseFailures.constraintOf(failure))) {
                case "device_code" -> Problem.of(SessionProblem.DEVICE_CODE_TAKEN);
                case "device_subject" -> Problem.of(SessionProblem.DEVICE_SUBJECT_TAKEN);
                default -> failure;
            };
        }
        audit.wrote(entry);
        registry.changed();
        return device;
    }
}
