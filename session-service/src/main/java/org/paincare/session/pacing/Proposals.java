package org.paincare.session.pacing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.Text;
import org.paincare.platform.audit.Audit;
import org.paincare.platform.audit.AuditEntry;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.problem.Violation;
import org.paincare.session.SessionProblem;
import org.paincare.session.pacing.PacingJson.Decide;
import org.paincare.session.pacing.PacingJson.Decision;
import org.paincare.session.plan.PacedPlans;
import org.paincare.session.plan.Phase;
import org.paincare.session.plan.PlanJson;
import org.paincare.session.quantity.MilligramsPerKilogram;
import org.paincare.session.standing.KnownPatients;

/** A prescriber's decisions over proposals. Nothing here changes a dose: what is accepted is a draft until it is signed. */
@ApplicationScoped
class Proposals {

    private final ProposalStore store;
    private final PacedPlans plans;
    private final KnownPatients patients;
    private final Audit audit;
    private final CurrentCaller caller;
    private final InstantSource clock;

    Proposals(
            ProposalStore store,
            PacedPlans plans,
            KnownPatients patients,
            Audit audit,
            CurrentCaller caller,
            InstantSource clock) {
        this.store = store;
        this.plans = plans;
        this.patients = patients;
        this.audit = audit;
        this.caller = caller;
        this.clock = clock;
    }

    @Transactional
    List<PacingJson.View> of(UUID patientId) {
        patients.get(patientId);
        audit.read(AuditEntry.of("PACING_READ", "pacing-proposal", patientId, patientId));
        var now = clock.instant();
        return store.of(patients.aliases(patientId)).stream()
                .map(stored -> view(stored, now))
                .toList();
    }

    /**
     * @throws Problem NOT_FOUND, PROPOSAL_DECIDED, PROPOSAL_STALE, REASON_REQUIRED, PLAN_STATE, PLAN_INCONSISTENT
     */
    @Transactional
    PacingJson.View decide(UUID proposalId, Decide asked) {
        var stored = store.locked(proposalId).orElseThrow(() -> Problem.of(PlatformProblem.NOT_FOUND));
        if (!stored.isOpen()) {
            throw Problem.of(SessionProblem.PROPOSAL_DECIDED).with("currentState", stored.state());
        }
        var now = clock.instant();
        var draft = effect(stored, asked, now);
        var state = switch (asked.decision()) {
            case ACCEPT -> "ACCEPTED";
            case CHANGE -> "CHANGED";
            case REFUSE -> "REFUSED";
        };
        store.decided(proposalId, state, asked.reason(), caller.get(), now, draft);
        audit.wrote(new AuditEntry(
                "PACING_" + state,
                "pacing-proposal",
                proposalId,
                stored.proposed().patientId(),
                asked.reason()));
        return view(store.locked(proposalId).orElseThrow(), now);
    }

    /** What the decision does to the plan; the number of the draft it made, if it made one. */
    private @Nullable Integer effect(ProposalStore.Stored stored, Decide asked, Instant now) {
        if (asked.decision() != Decision.ACCEPT && asked.reason() == null) {
            throw Problem.of(SessionProblem.REASON_REQUIRED);
        }
        if (asked.decision() == Decision.REFUSE) {
            return null;
        }
        if (stored.isOverAt(now)) {
            throw stale(stored);
        }
        var proposed = stored.proposed();
        var basis = new PacedPlans.Basis(
                proposed.proposalId(), proposed.planId(), proposed.planRevision(), proposed.sessionId());
        if (asked.decision() == Decision.CHANGE) {
            return plans.draft(basis, mustChange(asked.changes()), String.valueOf(asked.reason()));
        }
        return accept(basis, proposed, asked);
    }

    private @Nullable Integer accept(PacedPlans.Basis basis, Proposed proposed, Decide asked) {
        var why = asked.reason() == null ? String.join(", ", proposed.reasons()) : asked.reason();
        return switch (proposed.kind()) {
            case "KEEP_DOSE" -> null;
            case "SUSPEND" -> {
                plans.hold(basis, why);
                yield null;
            }
            case "TERMINATE" -> {
                plans.end(basis, PlanJson.EndReason.ADVERSE_EVENT, why);
                yield null;
            }
            case "STOP_FUTILITY" -> {
                plans.end(basis, PlanJson.EndReason.FUTILITY, why);
                yield null;
            }
            case "STOP" -> {
                plans.end(basis, PlanJson.EndReason.CLINICAL, why);
                yield null;
            }
            default -> plans.draft(basis, changes(proposed, asked), why);
        };
    }

    private static PlanJson.Draft changes(Proposed proposed, Decide asked) {
        if (proposed.doseMgPerKg() == null && proposed.intervalDays() == null) {
            throw whatInstead(
                    "It names no change: decide CHANGE and say which",
                    "No indica un cambio: decida CHANGE e indíquelo");
        }
        return new PlanJson.Draft(
                null,
                null,
                proposed.kind().equals("START_MAINTENANCE") ? Phase.MAINTENANCE : null,
                proposed.doseMgPerKg() == null ? null : MilligramsPerKilogram.of(proposed.doseMgPerKg()),
                null,
                null,
                null,
                null,
                proposed.intervalDays(),
                null,
                asked.dosingWeightKg(),
                asked.weightMeasuredAt(),
                null,
                null,
                null,
                null,
                asked.reasons());
    }

    private static Problem stale(ProposalStore.Stored stored) {
        var stale = Problem.of(SessionProblem.PROPOSAL_STALE);
        return stored.revisionInForce() == null ? stale : stale.with("revisionInForce", stored.revisionInForce());
    }

    private static PlanJson.Draft mustChange(PlanJson.@Nullable Draft changes) {
        if (changes == null) {
            throw whatInstead("Say what to do instead", "Indique qué hacer en su lugar");
        }
        return changes;
    }

    private static Problem whatInstead(String en, String es) {
        return Problem.of(PlatformProblem.VALIDATION_FAILED, new Violation("/changes", "REQUIRED", new Text(en, es)));
    }

    private static PacingJson.View view(ProposalStore.Stored stored, Instant now) {
        var p = stored.proposed();
        return new PacingJson.View(
                p.proposalId(),
                p.patientId(),
                p.planId(),
                p.planRevision(),
                p.sessionId(),
                p.kind(),
                p.doseMgPerKg(),
                p.intervalDays(),
                p.reasons(),
                PacingJson.EvidenceView.of(p.evidence()),
                stored.proposedAt(),
                p.validUntil(),
                p.ruleVersion(),
                stored.isOverAt(now) ? "EXPIRED" : stored.state(),
                stored.reason(),
                stored.decidedBy(),
                stored.decidedName(),
                stored.decidedAt(),
                stored.draftRevision());
    }
}
