package org.paincare.patient.clinic;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paincare.patient.LastChange;
import org.paincare.patient.PatientProblem;
import org.paincare.patient.RecordVersions;
import org.paincare.platform.Ids;
import org.paincare.platform.audit.Audit;
import org.paincare.platform.audit.AuditEntry;
import org.paincare.platform.event.Outbox;
import org.paincare.platform.event.OutgoingEvent;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.identity.Role;
import org.paincare.platform.problem.DatabaseFailures;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.tenancy.CurrentClinic;
import org.paincare.platform.web.Etags;

/** The staff of the current clinic. */
@ApplicationScoped
class StaffRegistry implements PanacheRepositoryBase<StaffMember, UUID> {

    /** Roles that people of a clinic hold. */
    static final Set<Role> STAFF = Set.copyOf(
            EnumSet.complementOf(EnumSet.of(Role.PATIENT, Role.PARTNER, Role.DEVICE, Role.OPS, Role.SERVICE)));

    private final Outbox outbox;
    private final Audit audit;
    private final CurrentClinic clinic;
    private final CurrentCaller caller;
    private final RecordVersions versions;
    private final InstantSource clock;

    StaffRegistry(
            Outbox outbox,
            Audit audit,
            CurrentClinic clinic,
            CurrentCaller caller,
            RecordVersions versions,
            InstantSource clock) {
        this.outbox = outbox;
        this.audit = audit;
        this.clinic = clinic;
        this.caller = caller;
        this.versions = versions;
        this.clock = clock;
    }

    record Put(StaffMember member, boolean isNew) {}

    /**
     * Enters or changes a member of staff. Without {@code If-Match} it creates, or finds the identical entry.
     *
     * @throws Problem UNKNOWN_ROLE, STAFF_SUBJECT_TAKEN, PRECONDITION_REQUIRED, STALE
     */
    @Transactional
    Put put(UUID clinicId, UUID id, @Nullable String ifMatch, StaffJson.Put wanted) {
        mustBeHere(clinicId);
        mustBeHeldByStaff(wanted.roles());
        var by = LastChange.of(caller.get(), wanted.reason(), clock.instant());
        var existing = findByIdOptional(id);
        if (existing.isPresent()) {
            var member = existing.get();
            if (ifMatch == null && member.isAsWanted(wanted)) {
                return new Put(member, false);
            }
            Etags.mustMatch(ifMatch, member);
            member.change(wanted, by);
            return new Put(record(member, "STAFF_CHANGED"), false);
        }
        return new Put(record(new StaffMember(clinic.get(), id, wanted, by), "STAFF_ENTERED"), true);
    }

    /** @throws Problem UNKNOWN_ROLE */
    static void mustBeHeldByStaff(List<String> roles) {
        for (var name : roles) {
            if (Role.of(name).filter(STAFF::contains).isEmpty()) {
                throw Problem.of(PatientProblem.UNKNOWN_ROLE);
            }
        }
    }

    /**
     * Somebody new: the one who enters everybody else, with the clinic itself, or whoever was invited.
     *
     * @throws Problem STAFF_SUBJECT_TAKEN
     */
    @Transactional
    StaffMember enter(UUID subject, String displayName, List<String> roles, @Nullable String reason) {
        var entry = new StaffJson.Put(subject, displayName, roles, null, null, null, true, reason);
        var by = LastChange.of(caller.get(), reason, clock.instant());
        return record(new StaffMember(clinic.get(), Ids.next(), entry, by), "STAFF_ENTERED");
    }

    @Transactional
    StaffMember get(UUID clinicId, UUID id) {
        mustBeHere(clinicId);
        return findByIdOptional(id).orElseThrow(() -> Problem.of(PlatformProblem.NOT_FOUND));
    }

    /** What the entry was, newest first; at most 100. */
    @Transactional
    List<StaffJson.Version> versions(UUID clinicId, UUID id) {
        get(clinicId, id);
        return versions.of("staff_member", id, StaffJson.Member.class).stream()
                .map(kept -> new StaffJson.Version(
                        kept.version(), kept.content(), kept.changedAt(), kept.changedBy(), kept.reason()))
                .toList();
    }

    /** In the order of their ids, after the given one. */
    @Transactional
    List<StaffMember> page(UUID clinicId, @Nullable UUID after, int limit) {
        mustBeHere(clinicId);
        var query = after == null ? find("order by id") : find("id > ?1 order by id", after);
        return query.page(0, limit).list();
    }

    private StaffMember record(StaffMember member, String action) {
        try {
            persistAndFlush(member);
        } catch (RuntimeException failure) {
            throw "staff_member_clinic_id_subject_key".equals(DatabaseFailures.constraintOf(failure))
                    ? Problem.of(PatientProblem.STAFF_SUBJECT_TAKEN)
                    : failure;
        }
        var now = clock.instant();
        outbox.append(OutgoingEvent.of("StaffChanged", clinic.get(), now, member.changed(now)));
        audit.wrote(AuditEntry.of(action, "staff", member.id()));
        return member;
    }

    private void mustBeHere(UUID clinicId) {
        if (!clinicId.equals(clinic.get())) {
            throw Problem.of(PlatformProblem.NOT_FOUND);
        }
    }
}
