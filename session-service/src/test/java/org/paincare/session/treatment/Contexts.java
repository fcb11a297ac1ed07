package org.paincare.session.treatment;

import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.paincare.session.dose.Comparison;
import org.paincare.session.dose.Finding;
import org.paincare.session.dose.Level;
import org.paincare.session.dose.Parameter;
import org.paincare.session.reference.Blocked;
import org.paincare.session.reference.Setting;
import org.paincare.session.reference.Source;
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
    static final Blocked OPEN = new Blocked("OPEN", "TEST-1", new Text("abierto", "open"), null, new Source("D"));
    private static final Guards GUARDS = Guards.builtIn();
    private static final String HASH = "ab".repeat(32);

    private Contexts() {}

    static SessionContext inOrder() {
        return new SessionContext(
                Setting.OUTPATIENT,
                new Charting.Live(),
                new Booking(true, true),
                List.of(),
                new Eligibility(true, List.of(), List.of(), true),
                new Order(HASH, HASH, List.of(), false, true, true, true),
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
                new Order(null, null, List.of(), false, false, false, false),
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
        Setting setting;
        Charting charting;
        Booking booking;
        List<Blocked> preChecks;
        Eligibility eligibility;
        Order order;
        SessionContext.Plan plan;
        List<Blocked> doseLimits;
        Supply supply;
        PumpCheck pumpCheck;
        boolean responsibleNurse;
        Infusion infusion;
        List<Blocked> doseChange;
        List<Blocked> recovery;
        List<Blocked> discharge;
        List<Blocked> reconciliation;
        Papers papers;
        List<Waiver> waivers;

        Parts(SessionContext c) {
            this.c = c;
            setting = c.setting();
            charting = c.charting();
            booking = c.booking();
            preChecks = c.openPreChecks();
            eligibility = c.eligibility();
            order = c.order();
            plan = c.plan();
            doseLimits = c.openDoseLimits();
            supply = c.supply();
            pumpCheck = c.pumpCheck();
            responsibleNurse = c.responsibleNurse();
            infusion = c.infusion();
            doseChange = c.openDoseChange();
            recovery = c.openRecoveryPoints();
            discharge = c.openDischargePoints();
            reconciliation = c.openReconciliation();
            papers = c.papers();
            waivers = c.waivers();
        }

        SessionContext build() {
            return new SessionContext(
                    setting,
                    charting,
                    booking,
                    preChecks,
                    eligibility,
                    order,
                    plan,
                    doseLimits,
                    supply,
                    pumpCheck,
                    responsibleNurse,
                    infusion,
                    doseChange,
                    recovery,
                    discharge,
                    reconciliation,
                    papers,
                    waivers);
        }
    }

    /** Everything in order but what one guard asks for. */
    static SessionContext allBut(Guard guard) {
        return with(inOrder(), p -> {
            switch (guard) {
                case BOOKING_CONFIRMED -> p.booking = new Booking(false, true);
                case BOOKING_TIME_PASSED -> p.booking = new Booking(true, false);
                case GIVEN_HERE -> p.setting = Setting.HOME;
                case ORDERED_FOR_HOME -> p.order = new Order(HASH, HASH, List.of(), false, true, true, false);
                case PRECHECK_COMPLETE -> p.preChecks = List.of(OPEN);
                case ELIGIBLE -> p.eligibility = new Eligibility(false, List.of(rule("E47")), List.of(), true);
                case NO_STOP_FACT ->
                    p.eligibility = new Eligibility(true, List.of(), List.of(rule("CONSENT_WITHDRAWN")), true);
                case STANDING_FROM_PATIENT_SERVICE ->
                    p.eligibility = new Eligibility(true, List.of(), List.of(), false);
                case ORDER_SIGNED -> p.order = new Order(null, HASH, List.of(), false, true, true, true);
                case ORDER_UNCHANGED -> p.order = new Order(HASH, "cd".repeat(32), List.of(), false, true, true, true);
                case PLAN_ACTIVE -> p.plan = new SessionContext.Plan(false, true);
                case ORDER_FOLLOWS_PLAN -> p.plan = new SessionContext.Plan(true, false);
                case ORDER_WITHIN_LIMITS -> p.doseLimits = List.of(OPEN);
                case ORDER_NOT_VOID ->
                    p.order = new Order(HASH, HASH, List.of(aged(Level.HARD)), true, true, true, true);
                case ORDER_REVERIFIED ->
                    p.order = new Order(HASH, HASH, List.of(aged(Level.SOFT)), false, true, true, true);
                case ORDER_VERIFIED -> p.order = new Order(HASH, HASH, List.of(), false, false, true, true);
                case ORDER_COUNTERSIGNED -> p.order = new Order(HASH, HASH, List.of(), false, true, false, true);
                case VIAL_RESERVED -> p.supply = new Supply(false, true, true);
                case PREPARATION_CHECKED -> p.supply = new Supply(true, false, true);
                case PUMP_CHECKED_BY_SECOND_PERSON -> p.pumpCheck = new PumpCheck(NURSE, NURSE);
                case RESPONSIBLE_NURSE -> p.responsibleNurse = false;
                case ALARM_ACKNOWLEDGED -> p.infusion = new Infusion(true, true, true, false, false, false);
                case RESUME_ORDERED_BY_PRESCRIBER -> p.infusion = new Infusion(true, true, true, true, true, false);
                case DOSE_CHANGE_AUTHORISED -> p.doseChange = List.of(OPEN);
                case STOP_TIME_AND_VOLUME -> p.infusion = new Infusion(true, true, false, false, true, false);
                case RECOVERED -> p.recovery = List.of(OPEN);
                case DISCHARGE_GATE -> p.discharge = List.of(OPEN);
                case REFUSAL_SIGNED_OR_WITNESSED -> p.papers = new Papers(true, true, false, 1);
                case REASON_GIVEN -> p.papers = new Papers(false, true, true, 0);
                case DRUG_DISPENSED -> p.supply = new Supply(true, true, false);
                case DRUG_RECONCILED -> p.reconciliation = List.of(OPEN);
                case NOTE_SIGNED -> p.papers = new Papers(true, false, true, 0);
            }
            return p;
        });
    }

    private static Finding aged(Level level) {
        return new Finding(
                "ORDER_OLD",
                "G-ORDER-AGE",
                Parameter.ORDER_AGE,
                level,
                Comparison.OVER,
                "24",
                "25",
                "h",
                GUARDS.row(Guard.ORDER_NOT_VOID).source(),
                false,
                new Text("vieja", "old"));
    }
}
