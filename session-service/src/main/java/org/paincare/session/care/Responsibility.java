package org.paincare.session.care;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.problem.Problem;
import org.paincare.session.SessionProblem;
import org.paincare.session.standing.KnownStaff;

/** Who is responsible for a session at the bedside. Call with the session locked. */
@ApplicationScoped
public class Responsibility {

    private final KnownStaff staff;

    Responsibility(KnownStaff staff) {
        this.staff = staff;
    }

    /**
     * The active nurse of that staff id.
     *
     * @throws Problem UNKNOWN_STAFF
     */
    public KnownStaff.Member nurse(UUID staffId) {
        return staff.find(staffId)
                .filter(KnownStaff.Member::nurses)
                .orElseThrow(() -> Problem.of(SessionProblem.UNKNOWN_STAFF));
    }

    /** @throws Problem UNKNOWN_STAFF */
    @Transactional(Transactional.TxType.MANDATORY)
    public void give(Session session, UUID staffId, @Nullable String name) {
        session.giveTo(nurse(staffId).id(), name);
    }
}
