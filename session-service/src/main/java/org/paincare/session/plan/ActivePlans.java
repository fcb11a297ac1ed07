package org.paincare.session.plan;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Optional;
import java.util.UUID;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.session.SessionProblem;

/** What other features need to know of a plan. Call inside a transaction. */
@ApplicationScoped
public class ActivePlans {

    private final Plans plans;

    ActivePlans(Plans plans) {
        this.plans = plans;
    }

    /** A plan in force: its revision and what that says. */
    public record InForce(UUID planId, UUID patientId, int revision, boolean active, PlanContent content) {}

    /**
     * The plan, whatever its state, if it was ever signed.
     *
     * @throws Problem NOT_FOUND, PLAN_NOT_ACTIVE where it never came into force
     */
    public InForce get(UUID planId) {
        var plan = plans.findByIdOptional(planId).orElseThrow(() -> Problem.of(PlatformProblem.NOT_FOUND));
        var revision = plans.inForce(plan).orElseThrow(() -> notActive(plan));
        return new InForce(
                planId, plan.patientId(), plan.revision(), plan.state() == Plan.State.ACTIVE, revision.content());
    }

    /** Whether anything may be booked, ordered or begun under the plan now. */
    public boolean isActive(UUID planId) {
        return plans.findByIdOptional(planId)
                .filter(plan -> plan.state() == Plan.State.ACTIVE)
                .isPresent();
    }

    /**
     * The plan, if a session may be booked or ordered under it now.
     *
     * @throws Problem NOT_FOUND, PLAN_NOT_ACTIVE
     */
    public InForce active(UUID planId) {
        var found = get(planId);
        if (!found.active()) {
            throw notActive(plans.findById(planId));
        }
        return found;
    }

    /**
     * As {@link #active}, with the plan locked for the rest of the transaction: places in its series are given one by one.
     */
    public InForce activeLocked(UUID planId) {
        plans.findByIdOptional(planId, LockModeType.PESSIMISTIC_WRITE)
                .orElseThrow(() -> Problem.of(PlatformProblem.NOT_FOUND));
        return active(planId);
    }

    /** What a signed revision of a plan says; the one in force or an earlier one. Empty for one that was never signed. */
    public Optional<PlanContent> revision(UUID planId, int number) {
        return plans.signed(planId, number).map(PlanRevision::content);
    }

    private static Problem notActive(Plan plan) {
        return Problem.of(SessionProblem.PLAN_NOT_ACTIVE).with("currentState", plan.state());
    }
}
