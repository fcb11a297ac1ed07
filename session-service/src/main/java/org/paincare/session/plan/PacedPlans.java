package org.paincare.session.plan;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.session.SessionProblem;

/**
 * What a decided pacing proposal does to its plan: at most a draft, which a prescriber then signs as any other, or a hold
 * or an end. Call inside a transaction.
 */
@ApplicationScoped
public class PacedPlans {

    private final Plans plans;
    private final PlanRevisions revisions;

    PacedPlans(Plans plans, PlanRevisions revisions) {
        this.plans = plans;
        this.revisions = revisions;
    }

    /**
     * What a proposal was made for.
     *
     * @param revision the revision in force it was computed on
     */
    public record Basis(
            UUID proposalId,
            UUID planId,
            int revision,
            @Nullable UUID sessionId) {}

    /**
     * Drafts the next revision.
     *
     * @return the draft's number
     * @throws Problem NOT_FOUND, PLAN_STATE, PROPOSAL_STALE where another revision is in force, PLAN_INCONSISTENT
     */
    public int draft(Basis basis, PlanJson.Draft changes, String explanation) {
        var plan = locked(basis);
        plans.reviseFor(
                plan,
                changes,
                new PlanRevision.Why(
                        PlanJson.RevisionReason.PACING, explanation, basis.proposalId(), basis.sessionId(), List.of()));
        return revisions.draft(plan.id()).orElseThrow().revision();
    }

    /** Holds the plan now; one on hold stays there. */
    public void hold(Basis basis, String explanation) {
        var plan = locked(basis);
        if (plan.state() != Plan.State.ON_HOLD) {
            plans.hold(plan.id(), tag(plan), new PlanJson.Hold(PlanJson.RevisionReason.PACING, explanation));
        }
    }

    /** Ends the plan for good. */
    public void end(Basis basis, PlanJson.EndReason reason, String explanation) {
        var plan = locked(basis);
        plans.end(plan.id(), tag(plan), new PlanJson.End(reason, explanation));
    }

    private Plan locked(Basis basis) {
        var plan = plans.findByIdOptional(basis.planId(), LockModeType.PESSIMISTIC_WRITE)
                .orElseThrow(() -> Problem.of(PlatformProblem.NOT_FOUND));
        if (plan.revision() != basis.revision()) {
            throw Problem.of(SessionProblem.PROPOSAL_STALE).with("revisionInForce", plan.revision());
        }
        return plan;
    }

    /** The plan was locked and read in this transaction, so it is what the caller has seen. */
    private static String tag(Plan plan) {
        return "\"v" + plan.version() + "\"";
    }
}
