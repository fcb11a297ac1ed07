package org.paincare.session.plan;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** The revisions of plans; at most one draft each. */
@ApplicationScoped
class PlanRevisions implements PanacheRepositoryBase<PlanRevision, UUID> {

    Optional<PlanRevision> draft(UUID planId) {
        return find("planId = ?1 and state = ?2", planId, PlanRevision.State.DRAFT)
                .firstResultOptional();
    }

    Optional<PlanRevision> signed(UUID planId, int revision) {
        return find("planId = ?1 and revision = ?2 and state = ?3", planId, revision, PlanRevision.State.SIGNED)
                .firstResultOptional();
    }
}
