package org.paincare.patient.clinic;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.paincare.patient.Actor;
import org.paincare.patient.PatientProblem;
import org.paincare.platform.Ids;
import org.paincare.platform.audit.Audit;
import org.paincare.platform.audit.AuditEntry;
import org.paincare.platform.due.DueWork;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.identity.Role;
import org.paincare.platform.link.PageAddress;
import org.paincare.platform.link.SealedLinks;
import org.paincare.platform.problem.DatabaseFailures;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.tenancy.CurrentClinic;
import org.paincare.platform.web.Etags;

/** People are asked to work in a clinic: invited, mailed after the commit, entered as staff when they accept. */
@ApplicationScoped
class Invitations implements PanacheRepositoryBase<Invitation, UUID> {

    static final InvitationRules RULES = InvitationRules.shipped();
    static final String PURPOSE = "staff-invitation";

    private static final String EMAIL = "lower(email) = ?1 and endReason is null";
    private static final List<String> ADMINISTRATOR = List.of(Role.CLINIC_ADMIN.wireName());

    private final StaffRegistry staff;
    private final SealedLinks links;
    private final MailServer mail;
    private final DueWork due;
    private final Audit audit;
    private final CurrentClinic currentClinic;
    private final CurrentCaller caller;
    private final InstantSource clock;
    private final Optional<String> frontend;

    Invitations(
            StaffRegistry staff,
            SealedLinks links,
            MailServer mail,
            DueWork due,
            Audit audit,
            CurrentClinic currentClinic,
            CurrentCaller caller,
            InstantSource clock,
            @ConfigProperty(name = "paincare.staff-frontend") Optional<String> frontend) {
        this.staff = staff;
        this.links = links;
        this.mail = mail;
        this.due = due;
        this.audit = audit;
        this.currentClinic = currentClinic;
        this.caller = caller;
        this.clock = clock;
        this.frontend = frontend;
    }

    /**
     * Invites somebody; the mail goes out by due work once this is committed.
     *
     * @throws Problem UNKNOWN_ROLE, FORBIDDEN, STAFF_FRONTEND_MISSING, TOO_MANY_INVITATIONS, INVITATION_OPEN
     */
    @Transactional
    InvitationJson.Created invite(Clinic clinic, InvitationJson.Create wanted) {
        StaffRegistry.mustBeHeldByStaff(wanted.roles());
        if (caller.get().is(Role.OPS) && !ADMINISTRATOR.equals(wanted.roles())) {
            throw Problem.of(PlatformProblem.FORBIDDEN);
        }
        var page = page(clinic).orElseThrow(() -> Problem.of(PatientProblem.STAFF_FRONTEND_MISSING));
        var now = clock.instant();
        // Whoever invites for this clinic waits here, so that what is counted holds.
        getEntityManager().lock(clinic, LockModeType.PESSIMISTIC_WRITE);
        if (count("createdAt > ?1", now.minus(Duration.ofHours(24))) >= RULES.perClinicPerDay()) {
            throw Problem.of(PatientProblem.TOO_MANY_INVITATIONS)
                    .with("limit", RULES.perClinicPerDay())
                    .with("unit", "per 24 h")
                    .header("Retry-After", "3600");
        }
        find(EMAIL + " and expiresAt <= ?2", wanted.email().toLowerCase(Locale.ROOT), now).stream()
                .forEach(over -> over.end(InvitationJson.State.EXPIRED, now));
        flush();
        var language = wanted.language() == null ? clinic.full().languages().getFirst() : wanted.language();
        var row = new Invitation(
                clinic.id(),
                Ids.next(),
                wanted,
                language,
                mail.isThere() ? InvitationJson.Mail.WAITING : InvitationJson.Mail.NO_MAIL_SERVER,
                Actor.of(caller.get()),
                now,
                RULES.valid());
        try {
            persistAndFlush(row);
        } catch (RuntimeException failure) {
            throw "staff_invitation_open".equals(DatabaseFailures.constraintOf(failure))
                    ? Problem.of(PatientProblem.INVITATION_OPEN)
                    : failure;
        }
        if (row.isToBeMailed()) {
            due.schedule(InvitationMails.KIND, row.id(), now);
        }
        audit.wrote(AuditEntry.of("STAFF_INVITED", "staff-invitation", row.id()));
        return new InvitationJson.Created(address(page, row), row.json(now));
    }

    /** Newest first, at most a hundred; ops see whom a clinic's administration was offered to, and no others. */
    @Transactional
    List<InvitationJson.Invitation> latest() {
        var now = clock.instant();
        return find("order by createdAt desc, id desc").page(0, 100).stream()
                .filter(row -> !caller.get().is(Role.OPS) || ADMINISTRATOR.equals(row.roles()))
                .map(row -> row.json(now))
                .toList();
    }

    /** @throws Problem NOT_FOUND, INVITATION_ENDED, PRECONDITION_REQUIRED, STALE */
    @Transactional
    Invitation takeBack(UUID id, @Nullable String ifMatch) {
        var row = findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE)
                .filter(found -> !caller.get().is(Role.OPS) || ADMINISTRATOR.equals(found.roles()))
                .orElseThrow(() -> Problem.of(PlatformProblem.NOT_FOUND));
        Etags.mustMatch(ifMatch, row);
        mustBeOpen(row);
        row.end(InvitationJson.State.TAKEN_BACK, clock.instant());
        flush();
        audit.wrote(AuditEntry.of("STAFF_INVITATION_TAKEN_BACK", "staff-invitation", id));
        return row;
    }

    /**
     * Enters whoever holds the link as staff, under the account they are signed in with; the same person again gets the
     * same entry.
     *
     * @throws Problem NOT_FOUND, FORBIDDEN, INVITATION_ENDED, STAFF_SUBJECT_TAKEN
     */
    @Transactional
    StaffRegistry.Put accept(UUID clinicId, InvitationJson.Accept wanted) {
        var named = links.read(PURPOSE, wanted.token())
                .filter(link -> link.clinic().equals(clinicId) && clinicId.equals(currentClinic.get()))
                .orElseThrow(() -> Problem.of(PlatformProblem.NOT_FOUND));
        if (Collections.disjoint(caller.get().roles(), StaffRegistry.STAFF)) {
            throw Problem.of(PlatformProblem.FORBIDDEN);
        }
        var row = findByIdOptional(named.link(), LockModeType.PESSIMISTIC_WRITE)
                .orElseThrow(() -> Problem.of(PlatformProblem.NOT_FOUND));
        if (row.staffId() != null) {
            var member = staff.get(clinicId, row.staffId());
            if (member.json().subject().equals(caller.get().id())) {
                return new StaffRegistry.Put(member, false);
            }
        }
        mustBeOpen(row);
        var member = staff.enter(caller.get().id(), row.displayName(), row.roles(), "Invited");
        row.accepted(member.id(), clock.instant());
        flush();
        audit.wrote(AuditEntry.of("STAFF_INVITATION_ACCEPTED", "staff-invitation", row.id()));
        return new StaffRegistry.Put(member, true);
    }

    private void mustBeOpen(Invitation row) {
        var state = row.state(clock.instant());
        if (state != InvitationJson.State.OPEN) {
            throw Problem.of(PatientProblem.INVITATION_ENDED).with("currentState", state);
        }
    }

    /** Where the clinic's people accept, if that is known. */
    Optional<String> page(Clinic clinic) {
        return Optional.ofNullable(clinic.staffFrontend()).or(() -> frontend.filter(PageAddress::isUsable));
    }

    String address(String page, Invitation row) {
        return PageAddress.of(page, links.make(PURPOSE, row.clinicId(), row.id()));
    }
}
