package org.paincare.patient.clinic;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paincare.patient.LastChange;
import org.paincare.patient.PatientProblem;
import org.paincare.platform.Text;
import org.paincare.platform.audit.Audit;
import org.paincare.platform.audit.AuditEntry;
import org.paincare.platform.event.Outbox;
import org.paincare.platform.event.OutgoingEvent;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.identity.Role;
import org.paincare.platform.link.PageAddress;
import org.paincare.platform.problem.DatabaseFailures;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.problem.Violation;
import org.paincare.platform.sign.Signature;
import org.paincare.platform.sign.Signatures;
import org.paincare.platform.tenancy.CurrentClinic;
import org.paincare.platform.web.Etags;

/** Clinics and their settings. */
@ApplicationScoped
class Clinics implements PanacheRepositoryBase<Clinic, UUID> {

    private final AltitudeProfiles profiles;
    private final Jurisdictions jurisdictions;
    private final StaffRegistry staff;
    private final Invitations invitations;
    private final Signatures signatures;
    private final Outbox outbox;
    private final Audit audit;
    private final CurrentClinic currentClinic;
    private final CurrentCaller caller;
    private final InstantSource clock;
    private final Event<RuleValuesChanged> changes;

    Clinics(
            AltitudeProfiles profiles,
            Jurisdictions jurisdictions,
            StaffRegistry staff,
            Invitations invitations,
            Signatures signatures,
            Outbox outbox,
            Audit audit,
            CurrentClinic currentClinic,
            CurrentCaller caller,
            InstantSource clock,
            Event<RuleValuesChanged> changes) {
        this.profiles = profiles;
        this.jurisdictions = jurisdictions;
        this.staff = staff;
        this.invitations = invitations;
        this.signatures = signatures;
        this.outbox = outbox;
        this.audit = audit;
        this.currentClinic = currentClinic;
        this.caller = caller;
        this.clock = clock;
        this.changes = changes;
    }

    /** A clinic, whether it was made just now, and who was invited then. */
    record Created(Clinic clinic, boolean isNew, InvitationJson.@Nullable Created invitation) {}

    /**
     * Makes a clinic with its first administrator, entered or invited, or finds it where the same was asked for before.
     *
     * @throws Problem CLINIC_EXISTS, UNKNOWN_ZONE, UNKNOWN_ALTITUDE_PROFILE, STAFF_FRONTEND_INVALID,
     *     STAFF_FRONTEND_MISSING
     */
    @Transactional
    Created create(ClinicJson.Create asked) {
        var wanted = asked.completed(jurisdictions, profiles);
        profile(wanted.altitudeProfile(), wanted.altitudeMetres());
        if (!ZoneId.getAvailableZoneIds().contains(wanted.zone())) {
            throw Problem.of(PatientProblem.UNKNOWN_ZONE);
        }
        mustBeAPage(wanted.staffFrontend());
        var first = wanted.firstAdministrator();
        if (first != null && (first.subject() == null) == (first.email() == null)) {
            throw Problem.of(
                    PlatformProblem.VALIDATION_FAILED,
                    new Violation(
                            "/firstAdministrator",
                            "ONE_OF",
                            new Text("Either subject or email", "O subject o email, no ambos")));
        }
        var id = wanted.id() == null ? idOf(wanted.slug()) : wanted.id();
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
            return new Created(existing.get(), false, null);
        }
        var now = clock.instant();
        var clinic = new Clinic(id, wanted, LastChange.of(caller.get(), null, now));
        try {
            persistAndFlush(clinic);
        } catch (RuntimeException failure) {
            throw taken(failure);
        }
        tell(clinic, now);
        audit.wrote(AuditEntry.of("CLINIC_CREATED", "clinic", id));
        return new Created(clinic, true, first == null ? null : begin(clinic, first));
    }

    private InvitationJson.@Nullable Created begin(Clinic clinic, ClinicJson.Administrator first) {
        var roles = List.of(Role.CLINIC_ADMIN.wireName());
        if (first.subject() != null) {
            staff.enter(first.subject(), first.displayName(), roles, null);
            return null;
        }
        return invitations.invite(
                clinic,
                new InvitationJson.Create(
                        Objects.requireNonNull(first.email()), first.displayName(), roles, first.language()));
    }

    /**
     * Ops belong to no clinic: what they do next is done for the one they name, before a connection is taken. Anybody
     * else's clinic stays their own.
     *
     * @throws Problem NOT_FOUND
     */
    void workFor(UUID id) {
        if (caller.get().is(Role.OPS)) {
            if (CurrentClinic.NONE.equals(id)) {
                throw Problem.of(PlatformProblem.NOT_FOUND);
            }
            currentClinic.set(id);
        }
    }

    /** @throws Problem NOT_FOUND, CLINIC_SUSPENDED, CLINIC_CLOSED */
    @Transactional
    Clinic openedForWriting(UUID id) {
        var clinic = get(id);
        mustBeOpen();
        return clinic;
    }

    private static void mustBeAPage(@Nullable String staffFrontend) {
        if (staffFrontend != null && !PageAddress.isUsable(staffFrontend)) {
            throw Problem.of(PatientProblem.STAFF_FRONTEND_INVALID);
        }
    }

    /** The same short name always gives the same id (version 8: made here). */
    private static UUID idOf(String slug) {
        var hash = Signatures.hash("clinic\n" + slug);
        long high = Long.parseUnsignedLong(hash.substring(0, 16), 16);
        long low = Long.parseUnsignedLong(hash.substring(16, 32), 16);
        return new UUID((high & ~0xF000L) | 0x8000L, (low & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L);
    }

    /** The caller's own clinic; any other is not there. */
    @Transactional
    Clinic get(UUID id) {
        return findByIdOptional(id).orElseThrow(() -> Problem.of(PlatformProblem.NOT_FOUND));
    }

    /** Any clinic, for ops, who belong to none. */
    @Transactional
    Clinic ofInstallation(UUID id) {
        currentClinic.set(id);
        return get(id);
    }

    @Transactional
    Optional<Clinic> current() {
        return findByIdOptional(currentClinic.get());
    }

    /** @throws Problem UNKNOWN_ALTITUDE_PROFILE, NOT_FOUND */
    @Transactional
    PolicyJson.ToSign altitudePreview(UUID id, AltitudeJson.Preview wanted) {
        get(id);
        profile(wanted.altitudeProfile(), wanted.altitudeMetres());
        return new PolicyJson.ToSign(
                AltitudeJson.resource(id),
                AltitudeJson.contentHash(id, wanted.altitudeMetres(), wanted.altitudeProfile(), profiles.version()),
                AltitudeJson.MEANING);
    }

    /** Null where the altitude stays as it is and nobody signed it anew. */
    private @Nullable Signature altitudeSigned(Clinic clinic, ClinicJson.Settings wanted) {
        if (wanted.altitudeSignatureId() == null) {
            if (!clinic.isAt(wanted.altitudeMetres(), wanted.altitudeProfile())) {
                throw Problem.of(PatientProblem.ALTITUDE_SIGNATURE_REQUIRED);
            }
            return null;
        }
        return signatures.require(
                wanted.altitudeSignatureId(),
                AltitudeJson.resource(clinic.id()),
                AltitudeJson.contentHash(
                        clinic.id(), wanted.altitudeMetres(), wanted.altitudeProfile(), profiles.version()),
                AltitudeJson.MEANING,
                Set.of(Role.MEDICAL_DIRECTOR));
    }

    /**
     * Changes the settings; the next events and evaluations carry the new version.
     *
     * @throws Problem ALTITUDE_SIGNATURE_REQUIRED, SIGNATURE_INVALID, SIGNATURE_USED, SIGNER_NOT_ALLOWED,
     *     UNKNOWN_ALTITUDE_PROFILE, STAFF_FRONTEND_INVALID, STALE, NOT_FOUND
     */
    @Transactional
    Clinic change(UUID id, @Nullable String ifMatch, ClinicJson.Settings wanted) {
        var clinic = get(id);
        Etags.mustMatch(ifMatch, clinic);
        mustBeAPage(wanted.staffFrontend());
        profile(wanted.altitudeProfile(), wanted.altitudeMetres());
        var now = clock.instant();
        clinic.settle(wanted, altitudeSigned(clinic, wanted), LastChange.of(caller.get(), wanted.reason(), now));
        flush();
        tell(clinic, now);
        audit.wrote(AuditEntry.of("CLINIC_CHANGED", "clinic", id));
        // The altitude profile bears on rules.
        changes.fire(new RuleValuesChanged());
        return clinic;
    }

    /**
     * Suspends, reopens or closes a clinic, as ops; the same again changes nothing.
     *
     * @throws Problem NOT_FOUND, CLINIC_CLOSED
     */
    @Transactional
    Clinic become(UUID id, ClinicJson.State wanted, String reason) {
        // Ops belong to no clinic: the work is done under the one they name, before a connection is taken.
        currentClinic.set(id);
        var clinic = findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE)
                .orElseThrow(() -> Problem.of(PlatformProblem.NOT_FOUND));
        if (clinic.state() == wanted) {
            return clinic;
        }
        if (clinic.state() == ClinicJson.State.CLOSED) {
            throw Problem.of(PatientProblem.CLINIC_CLOSED);
        }
        var now = clock.instant();
        clinic.become(wanted, LastChange.of(caller.get(), reason, now));
        flush();
        tell(clinic, now);
        audit.wrote(AuditEntry.of("CLINIC_" + wanted, "clinic", id).because(reason));
        return clinic;
    }

    /**
     * Lets only an open clinic's people write.
     *
     * @throws Problem CLINIC_SUSPENDED, CLINIC_CLOSED
     */
    @Transactional
    void mustBeOpen() {
        if (CurrentClinic.NONE.equals(currentClinic.get())) {
            return;
        }
        current().ifPresent(clinic -> {
            switch (clinic.state()) {
                case ACTIVE -> {}
                case SUSPENDED -> throw Problem.of(PatientProblem.CLINIC_SUSPENDED);
                case CLOSED -> throw Problem.of(PatientProblem.CLINIC_CLOSED);
            }
        });
    }

    /** Tells the whole configuration, in the transaction that changed it. */
    void tell(Clinic clinic, Instant now) {
        var profile = profile(clinic.altitudeProfile(), clinic.altitudeMetres());
        outbox.append(OutgoingEvent.of(
                "ClinicConfigured", clinic.id(), now, clinic.configured(profile, profiles.version(), now)));
    }

    private AltitudeProfile profile(@Nullable String name, int altitudeMetres) {
        return Optional.ofNullable(name)
                .flatMap(profiles::named)
                .filter(p -> p.covers(altitudeMetres))
                .orElseThrow(() -> Problem.of(PatientProblem.UNKNOWN_ALTITUDE_PROFILE));
    }

    /** Another clinic has the short name, or the same request came a moment before. */
    private static RuntimeException taken(RuntimeException failure) {
        return Set.of("clinic_slug", "clinic_pkey").contains(DatabaseFailures.constraintOf(failure))
                ? Problem.of(PatientProblem.CLINIC_EXISTS)
                : failure;
    }
}
