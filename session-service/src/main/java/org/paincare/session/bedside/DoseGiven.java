package org.paincare.session.bedside;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Objects;
import org.paincare.platform.problem.Problem;
import org.paincare.session.SessionProblem;
import org.paincare.session.care.Session;
import org.paincare.session.history.DoseHistories;
import org.paincare.session.infusion.InfusionRecord;
import org.paincare.session.order.SignedOrders;

/** The order that a session's drug runs on, and what ran so far as the limits over a person's whole record count it. */
@ApplicationScoped
class DoseGiven {

    private final SignedOrders orders;
    private final DoseHistories histories;

    DoseGiven(SignedOrders orders, DoseHistories histories) {
        this.orders = orders;
        this.histories = histories;
    }

    /** @throws Problem ORDER_STATE without one in force */
    SignedOrders.InForce order(Session session) {
        return orders.of(session)
                .orElseThrow(() -> Problem.of(SessionProblem.ORDER_STATE).with("currentState", "NONE"));
    }

    void record(Session session, SignedOrders.InForce order, InfusionRecord infusion, Instant at) {
        histories.record(
                session.id(),
                session.patientId(),
                session.planId(),
                Objects.requireNonNull(session.startedAt()),
                infusion.totals(at).given().stored(),
                order.order().weight().kg());
    }
}
