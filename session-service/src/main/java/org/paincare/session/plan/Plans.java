package org.paincare.session.plan;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.Ids;
import org.paincare.platform.audit.Audit;
import org.paincare.platform.audit.AuditEntry;
import org.paincare.platform.event.Outbox;
import org.paincare.platform.event.OutgoingEvent;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.problem.DatabaseFailures;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.tenancy.CurrentClinic;
import org.paincare.platform.web.Etags;
import org.paincare.session.SessionProblem;
import org.paincare.session.history.DoseHistories;
import org.paincare.session.standing.ClinicProfiles;
import org.paincare.session.standing.KnownPatients;

/** The plans of the current clinic's patients. */
@ApplicationScoped
class Plans implements PanacheRepositoryBase<Plan, UUID> {

    private final PlanRevisions revisions;
    private final PlanPreviews previews;
    private final Formulary formulary;
    private final EnabledProtocols enabled;
    private final SecondSignature signing;
    private final DoseHistories histories;
    private final KnownPatients patients;
    private final ClinicProfiles clinics;
    private final PlanEvents events;
    private final Outbox outbox;
    private final Audit audit;
    private final CurrentClinic clinic;
    private final CurrentCaller caller;
    private final InstantSource clock;

    Plans(
            PlanRevisions revisions,
            PlanPreviews previews,
            Formulary formulary,
            EnabledProtocols enabled,
            SecondSignature signing,
            DoseHistories histories,
            KnownPatients patients,
            ClinicProfiles clinics,
            PlanEvents events,
            Outbox outbox,
            Audit audit,
            CurrentClinic clinic,
            CurrentCaller caller,
            InstantSource clock) {
        this.revisions = revisions;
        this.previews = previews;
        this.formulary = formulary;
        this.enabled = enabled;
        this.signing = signing;
        this.histories = histories;
        this.patients = patients;
        this.clinics = clinics;
        this.events = events;
        this.outbox = outbox;
        this.audit = audit;
        this.clinic = clinic;
        this.caller = caller;
        this.clock = clock;
    }

    Optional<PlanRevision> signed(UUID planId, int revision) {
        return revisions.signed(planId, revision);
    }

    Optional<PlanRevision> inForce(Plan plan) {
        return revisions.signed(plan.id(), plan.revision());
    }

    /**
     * Drafts a plan from a protocol.
     *
     * @throws Problem NOT_FOUND, PATIENT_DECEASED, PROTOCOL_UNKNOWN, PROTOCOL_DISABLED, PLAN_INCONSISTENT
     */
    @Transactional
    Plan draft(UUID patientId, PlanJson.Draft asked) {
        clinics.mustTakeOnNew();
        var patient = patients.canonical(patientId);
        if (patients.get(patient).diedOn() != null) {
            throw Problem.of(SessionProblem.PATIENT_DECEASED);
        }
        if (asked.protocolId() == null) {
            throw Problem.of(SessionProblem.PROTOCOL_UNKNOWN);
        }
        var protocol = formulary.protocol(asked.protocolId());
        enabled.mustBeEnabledFor(protocol, patient);
        var now = clock.instant();
        var standard = formulary
                .engine()
                .guardrails()
                .standardConcentrations()
                .get(protocol.route())
                .getFirst();
        var content = PlanDrafting.fromProtocol(protocol, standard, asked, now);
        previews.check(content);
        var plan = new Plan(clinic.get(), Ids.next(), patient, caller.get().id(), now);
        persistAndFlush(plan);
        revisions.persist(new PlanRevision(
                plan,
                Ids.next(),
                1,
                content,
                PlanRevision.Why.FIRST,
                caller.get().id(),
                now));
        audit.wrote(AuditEntry.of("PLAN_DRAFTED", "plan", plan.id(), patient));
        return plan;
    }

    /** The plan for a change of it: locked, as the caller last read it. */
    private Plan forChange(UUID planId, @Nullable String ifMatch) {
        var plan = findByIdOptional(planId, LockModeType.PESSIMISTIC_WRITE)
                .orElseThrow(() -> Problem.of(PlatformProblem.NOT_FOUND));
        Etags.mustMatch(ifMatch, plan);
        return plan;
    }

    @Transactional
    Plan read(UUID planId) {
        var plan = findByIdOptional(planId).orElseThrow(() -> Problem.of(PlatformProblem.NOT_FOUND));
        caller.mustOwn(plan.patientId());
        audit.read(AuditEntry.of("PLAN_READ", "plan", planId, plan.patientId()));
        return plan;
    }

    @Transactional
    List<Plan> of(UUID patientId) {
        patients.get(patientId);
        audit.read(AuditEntry.of("PLANS_READ", "plan", patientId, patientId));
        return list("patientId in ?1 order by id", patients.aliases(patientId));
    }

    /** Replaces the draft there may be by another revision's; the plan in force stays until it is signed. */
    @Transactional
    Plan revise(UUID planId, @Nullable String ifMatch, PlanJson.Revise asked) {
        var plan = forChange(planId, ifMatch);
        plan.must(Plan.Command.REVISE);
        var basis = asked.basedOn();
        draftRevision(
                plan,
                asked.changes(),
                new PlanRevision.Why(
                        asked.reason(),
                        asked.explanation(),
                        basis == null ? null : basis.proposalId(),
                        basis == null ? null : basis.sessionId(),
                        basis == null || basis.outcomeIds() == null ? List.of() : basis.outcomeIds()));
        return plan;
    }

    /** As {@link #revise}, for a pacing proposal that was accepted in the transaction under way. */
    Plan reviseFor(Plan plan, PlanJson.Draft changes, PlanRevision.Why why) {
        plan.must(Plan.Command.REVISE);
        draftRevision(plan, changes, why);
        return plan;
    }

    private void draftRevision(Plan plan, PlanJson.Draft changes, PlanRevision.Why why) {
        var before = inForce(plan).orElseThrow().content();
        var now = clock.instant();
        var content = PlanDrafting.revised(formulary.protocol(before.protocolId()), before, changes, now);
        previews.check(content);
        discardDraft(plan);
        revisions.persist(new PlanRevision(
                plan,
                Ids.next(),
                plan.revision() + 1,
                content,
                why,
                caller.get().id(),
                now));
        touch(plan);
        audit.wrote(AuditEntry.of("PLAN_REVISION_DRAFTED", "plan", plan.id(), plan.patientId()));
    }

    /**
     * Puts the draft in force.
     *
     * @throws Problem PLAN_HAS_NO_DRAFT, DOSE_LIMIT, DOSE_NEEDS_REASON, SIGNATURE_INVALID, SIGNATURE_USED,
     *     SIGNER_NOT_ALLOWED,     SAME_SIGNER, PLAN_EXISTS
     */
    @Transactional
    Plan sign(UUID planId, @Nullable String ifMatch, List<UUID> signatureIds) {
        var plan = forChange(planId, ifMatch);
        plan.must(Plan.Command.SIGN);
        if (plan.revision() == 0) {
            clinics.mustTakeOnNew();
        }
        var draft = revisions.draft(planId).orElseThrow(() -> Problem.of(SessionProblem.PLAN_HAS_NO_DRAFT));
        var signed = signing.require(signatureIds, "/v1/plans/" + planId, draft.contentHash());
        previews.mustBeSignable(plan, draft, signed);
        var before = plan.revision();
        draft.sign(signed.prescriber(), signed.second());
        plan.putInForce(draft.revision());
        try {
            flush();
        } catch (RuntimeException failure) {
            throw "plan_one_open".equals(DatabaseFailures.constraintOf(failure))
                    ? Problem.of(SessionProblem.PLAN_EXISTS)
                    : failure;
        }
        events.inForce(plan, draft, before, signed.prescriber().signedBy(), clock.instant());
        audit.wrote(AuditEntry.of("PLAN_SIGNED", "plan", planId, plan.patientId()));
        return plan;
    }

    /** No session is booked or ordered until it is resumed. A safety measure: it waits for no signature. */
    @Transactional
    Plan hold(UUID planId, @Nullable String ifMatch, PlanJson.Hold why) {
        var plan = forChange(planId, ifMatch);
        plan.must(Plan.Command.HOLD);
        var before = plan.revision();
        var copy = copyInForce(plan, why);
        plan.hold(copy.revision(), why.reason().name());
        flush();
        events.inForce(plan, copy, before, caller.get().id(), clock.instant());
        audit.wrote(AuditEntry.of("PLAN_HELD", "plan", planId, plan.patientId())
                .because(why.reason().name()));
        return plan;
    }

    @Transactional
    Plan resume(UUID planId, @Nullable String ifMatch, PlanJson.Hold why) {
        var plan = forChange(planId, ifMatch);
        plan.must(Plan.Command.RESUME);
        var before = plan.revision();
        var copy = copyInForce(plan, why);
        plan.resume(copy.revision());
        flush();
        events.inForce(plan, copy, before, caller.get().id(), clock.instant());
        audit.wrote(AuditEntry.of("PLAN_RESUMED", "plan", planId, plan.patientId())
                .because(why.reason().name()));
        return plan;
    }

    private PlanRevision copyInForce(Plan plan, PlanJson.Hold why) {
        discardDraft(plan);
        var now = clock.instant();
        var copy = new PlanRevision(
                plan,
                Ids.next(),
                plan.revision() + 1,
                inForce(plan).orElseThrow().content(),
                new PlanRevision.Why(why.reason(), why.explanation(), null, null, List.of()),
                caller.get().id(),
                now);
        copy.standsOnWordOf(caller.get().id(), caller.get().displayName(), now);
        revisions.persist(copy);
        return copy;
    }

    @Transactional
    Plan end(UUID planId, @Nullable String ifMatch, PlanJson.End why) {
        var plan = forChange(planId, ifMatch);
        var wasInForce = plan.revision() > 0;
        var now = clock.instant();
        discardDraft(plan);
        plan.end(why.reason().name(), now);
        flush();
        if (wasInForce) {
            var given = histories.series(planId);
            var last = given.lastStartedAt();
            outbox.append(OutgoingEvent.of(
                    "PlanEnded",
                    plan.patientId(),
                    now,
                    new PlanJson.Ended(
                            plan.patientId(),
                            planId,
                            plan.revision(),
                            why.reason(),
                            given.sessionsGiven(),
                            last == null
                                    ? null
                                    : LocalDate.ofInstant(
                                            last, clinics.current().zone()),
                            now)));
        }
        audit.wrote(AuditEntry.of("PLAN_ENDED", "plan", planId, plan.patientId())
                .because(why.reason().name()));
        return plan;
    }

    private void discardDraft(Plan plan) {
        revisions.draft(plan.id()).ifPresent(PlanRevision::discard);
        flush();
    }

    /** What changes beside the row itself is a change of the plan too: its version moves. */
    private void touch(Plan plan) {
        getEntityManager().lock(plan, LockModeType.PESSIMISTIC_FORCE_INCREMENT);
        flush();
    }
}
