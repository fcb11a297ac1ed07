package org.paincare.session.treatment;

import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.paincare.session.reference.Blocked;
import org.paincare.session.reference.Setting;
import org.paincare.session.reference.Text;
import org.paincare.session.reference.Waiver;
import org.paincare.session.treatment.SessionContext.Booking;
import org.paincare.session.treatment.SessionContext.Charting;
import org.paincare.session.treatment.SessionContext.Eligibility;
import org.paincare.session.treatment.SessionContext.Infusion;
import org.paincare.session.treatment.SessionContext.Order;
import org.paincare.session.treatment.SessionContext.Papers;
import org.paincare.session.treatment.SessionContext.PumpCheck;
import org.paincare.session.treatment.SessionContext.Supply;

/** Sessions in which everything is in order, or nothing is. */
final class Contexts {

    static final UUID NURSE = new UUID(0, 1);
    static final UUID SECOND = new UUID(0, 2);
    static final Blocked OPEN = new Blocked("OPEN", "TEST-1", new Text("abierto", "open"), null);
    private static final String HASH = "ab".repeat(32);

    private Contexts() {}

    static SessionContext inOrder() {
        return new SessionContext(
                Setting.OUTPATIENT,
                new Charting.Live(),
                new Booking(true, true),
                List.of(),
                new Eligibility(true, List.of(), List.of(), true),
                new Order(HASH, HASH, List.of(), false),
                new SessionContext.Plan(true, true),
                List.of(),
                new Supply(true, true, true),
                new PumpCheck(NURSE, SECOND),
                true,
                new Infusion(true, true, true, false, true, false),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                new Papers(true, true, true, 0),
                List.of());
    }

    static SessionContext nothing() {
        return new SessionContext(
                Setting.OUTPATIENT,
                new Charting.Live(),
                new Booking(false, false),
                List.of(OPEN),
                new Eligibility(false, List.of(rule("E47"), rule("E11")), List.of(rule("CONSENT_WITHDRAWN")), false),
                new Order(null, null, List.of(), false),
                new SessionContext.Plan(false, false),
                List.of(OPEN),
                new Supply(false, false, false),
                null,
                false,
                new Infusion(true, false, false, true, false, false),
                List.of(OPEN),
                List.of(OPEN),
                List.of(OPEN),
                List.of(OPEN),
                new Papers(false, false, false, 0),
                List.of());
    }

    static Eligibility.Rule rule(String id) {
        return new Eligibility.Rule(id, new Text("regla " + id, "rule " + id));
    }

    static SessionContext with(SessionContext c, UnaryOperator<Parts> change) {
        return change.apply(new Parts(c)).build();
    }

    /** Changes single parts of a context. */
    static final class Parts {
        private final SessionContext c;
        Charting charting;
        Eligibility eligibility;
        Order order;
        SessionContext.Plan plan;
        List<Blocked> doseLimits;
        Supply supply;
        PumpCheck pumpCheck;
        Infusion infusion;
        List<Blocked> reconciliation;
        Papers papers;
        List<Waiver> waivers;

        Parts(SessionContext c) {
            this.c = c;
            charting = c.charting();
            eligibility = c.eligibility();
            order = c.order();
            plan = c.plan();
            doseLimits = c.openDoseLimits();
            supply = c.supply();
            pumpCheck = c.pumpCheck();
            infusion = c.infusion();
            reconciliation = c.openReconciliation();
            papers = c.papers();
            waivers = c.waivers();
        }

        SessionContext build() {
            return new SessionContext(
                    c.setting(),
                    charting,
                    c.booking(),
                    c.openPreChecks(),
                    eligibility,
                    order,
                    plan,
                    doseLimits,
                    supply,
                    pumpCheck,
                    c.responsibleNurse(),
                    infusion,
                    c.openDoseChange(),
                    c.openRecoveryPoints(),
                    c.openDischargePoints(),
                    reconciliation,
                    papers,
                    waivers);
        }
    }
}
