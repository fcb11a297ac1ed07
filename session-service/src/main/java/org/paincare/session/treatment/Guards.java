package org.paincare.session.treatment;

import static org.paincare.session.reference.DataFiles.require;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.paincare.session.dose.Level;
import org.paincare.session.reference.Blocked;
import org.paincare.session.reference.DataFiles;
import org.paincare.session.reference.Role;
import org.paincare.session.reference.Setting;
import org.paincare.session.reference.Source;
import org.paincare.session.reference.Text;
import org.paincare.session.reference.Version;

/** The guards' words of one version of {@code sessions/guards.yaml}, and how each is judged. */
public record Guards(Version version, Map<Guard, Row> guards) {

    /** @param waivableBy who may set the guard aside with a reason; nobody if absent */
    public record Row(String ruleId, Text message, @Nullable Role waivableBy, Source source) {}

    public Guards {
        require(guards.keySet().equals(EnumSet.allOf(Guard.class)), "every guard has its row");
        guards = new EnumMap<>(guards);
    }

    public static Guards builtIn() {
        return DataFiles.builtIn("sessions/guards.yaml", Guards.class);
    }

    public Row row(Guard guard) {
        return guards.get(guard);
    }

    /** What the guard finds in the way; empty if it holds. */
    List<Blocked> judge(Guard guard, SessionContext c) {
        return switch (guard) {
            case BOOKING_CONFIRMED -> unless(c.booking().confirmed(), guard);
            case BOOKING_TIME_PASSED -> unless(c.booking().timePassed(), guard);
            case GIVEN_HERE -> unless(c.setting() != Setting.HOME, guard);
            case ORDERED_FOR_HOME -> unless(c.order().forHome(), guard);
            case PRECHECK_COMPLETE -> c.openPreChecks();
            case ELIGIBLE -> eligible(c.eligibility());
            case NO_STOP_FACT -> rules(guard, c.eligibility().stopFacts());
            case STANDING_FROM_PATIENT_SERVICE -> unless(c.eligibility().live(), guard);
            case ORDER_SIGNED -> unless(c.order().signedHash() != null, guard);
            case ORDER_UNCHANGED ->
                unless(
                        c.order().signedHash() == null
                                || c.order().signedHash().equals(c.order().currentHash()),
                        guard);
            case PLAN_ACTIVE -> unless(c.plan().active(), guard);
            case ORDER_FOLLOWS_PLAN ->
                unless(c.order().signedHash() == null || c.plan().orderFollows(), guard);
            case ORDER_WITHIN_LIMITS -> c.openDoseLimits();
            case ORDER_NOT_VOID -> unless(!aged(c, Level.HARD), guard);
            case ORDER_REVERIFIED -> unless(!aged(c, Level.SOFT) || c.order().reverified(), guard);
            case ORDER_VERIFIED ->
                unless(c.order().signedHash() == null || c.order().verified(), guard);
            case VIAL_RESERVED -> unless(c.supply().vialReserved(), guard);
            case PREPARATION_CHECKED -> unless(c.supply().preparationChecked(), guard);
            case PUMP_CHECKED_BY_SECOND_PERSON ->
                unless(
                        c.pumpCheck() != null
                                && !c.pumpCheck().setBy().equals(c.pumpCheck().checkedBy()),
                        guard);
            case RESPONSIBLE_NURSE -> unless(c.responsibleNurse(), guard);
            case ALARM_ACKNOWLEDGED -> unless(c.infusion().alarmAcknowledged(), guard);
            case RESUME_ORDERED_BY_PRESCRIBER ->
                unless(!c.infusion().criticalPause() || c.infusion().resumeOrdered(), guard);
            case DOSE_CHANGE_AUTHORISED -> c.openDoseChange();
            case STOP_TIME_AND_VOLUME ->
                unless(
                        !c.infusion().started()
                                || (c.infusion().stopTimeRecorded()
                                        && c.infusion().volumeRecorded()),
                        guard);
            case RECOVERED -> c.openRecoveryPoints();
            case DISCHARGE_GATE -> c.openDischargePoints();
            case REFUSAL_SIGNED_OR_WITNESSED ->
                unless(c.papers().refusalSigned() || c.papers().witnesses() >= 2, guard);
            case REASON_GIVEN -> unless(c.papers().reasonGiven(), guard);
            case DRUG_DISPENSED -> unless(c.supply().dispensed(), guard);
            case DRUG_RECONCILED -> c.openReconciliation();
            case NOTE_SIGNED -> unless(c.papers().noteSigned(), guard);
            case ORDER_COUNTERSIGNED -> unless(c.order().countersigned(), guard);
        };
    }

    private static boolean aged(SessionContext c, Level level) {
        return c.order().age().stream().anyMatch(finding -> finding.level() == level);
    }

    /** Each rule in the way is named, so that a screen can say what to record or override. */
    private List<Blocked> eligible(SessionContext.Eligibility eligibility) {
        if (eligibility.eligible()) {
            return List.of();
        }
        return eligibility.openRules().isEmpty()
                ? List.of(blocked(Guard.ELIGIBLE))
                : rules(Guard.ELIGIBLE, eligibility.openRules());
    }

    private List<Blocked> rules(Guard guard, List<SessionContext.Eligibility.Rule> rules) {
        return rules.stream()
                .map(rule -> new Blocked(
                        guard.name(),
                        rule.ruleId(),
                        rule.message(),
                        row(guard).waivableBy(),
                        row(guard).source()))
                .toList();
    }

    private List<Blocked> unless(boolean holds, Guard guard) {
        return holds ? List.of() : List.of(blocked(guard));
    }

    private Blocked blocked(Guard guard) {
        Row row = row(guard);
        return new Blocked(guard.name(), row.ruleId(), row.message(), row.waivableBy(), row.source());
    }
}
