package org.paincare.session.treatment;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paincare.session.dose.Finding;
import org.paincare.session.reference.Blocked;
import org.paincare.session.reference.Setting;
import org.paincare.session.reference.Text;
import org.paincare.session.reference.Waiver;

/**
 * Everything a step of a session is judged by, gathered before the decision and recorded with it. Lists of
 * {@link Blocked} come from the deciders of their own packages; empty means nothing is open.
 *
 * @param openPreChecks pre-check items neither passed nor overridden, or too old
 * @param openDoseLimits hard limits that the signed order crosses by now
 * @param openDoseChange what speaks against the rate increase or bolus asked for
 * @param openRecoveryPoints points of the discharge gate that make a patient ready for discharge
 * @param openDischargePoints every open point of the gate
 * @param openReconciliation what keeps the drug unaccounted for
 * @param waivers given by people with a reason; which of them count, the guards decide
 */
public record SessionContext(
        Setting setting,
        Charting charting,
        Booking booking,
        List<Blocked> openPreChecks,
        Eligibility eligibility,
        Order order,
        Plan plan,
        List<Blocked> openDoseLimits,
        Supply supply,
        @Nullable PumpCheck pumpCheck,
        boolean responsibleNurse,
        Infusion infusion,
        List<Blocked> openDoseChange,
        List<Blocked> openRecoveryPoints,
        List<Blocked> openDischargePoints,
        List<Blocked> openReconciliation,
        Papers papers,
        List<Waiver> waivers) {

    public SessionContext {
        openPreChecks = List.copyOf(openPreChecks);
        openDoseLimits = List.copyOf(openDoseLimits);
        openDoseChange = List.copyOf(openDoseChange);
        openRecoveryPoints = List.copyOf(openRecoveryPoints);
        openDischargePoints = List.copyOf(openDischargePoints);
        openReconciliation = List.copyOf(openReconciliation);
        waivers = List.copyOf(waivers);
    }

    /**
     * As it happens, or afterwards from paper (a power cut). Late charting is signed by two different people; the guards
     * then warn instead of refusing.
     */
    public sealed interface Charting {
        record Live() implements Charting {}

        record Late(UUID first, UUID second) implements Charting {
            public Late {
                if (first.equals(second)) {
                    throw new IllegalArgumentException("late charting takes two different people");
                }
            }
        }
    }

    public record Booking(boolean confirmed, boolean timePassed) {}

    /**
     * What patient-service answered for scope S.
     *
     * @param eligible the decision is ELIGIBLE
     * @param openRules rules that stand in the way: missing facts, exclusions, unoverridden reviews
     * @param stopFacts withdrawn consent, death and the like, from the answer or the local copy
     * @param live false if the local copy had to stand in
     */
    public record Eligibility(boolean eligible, List<Rule> openRules, List<Rule> stopFacts, boolean live) {
        public record Rule(String ruleId, Text message) {}

        public Eligibility {
            openRules = List.copyOf(openRules);
            stopFacts = List.copyOf(stopFacts);
        }
    }

    /**
     * @param signedHash hash the valid signatures, or the word that was heard, cover; null while both are missing
     * @param currentHash hash of the order as it stands
     * @param age findings of the order's age at this moment
     * @param reverified weight and vitals were verified again after the soft age limit
     * @param verified a pharmacist verified it as it stands, or none has to and none doubts it
     * @param countersigned no prescriber's own signature is owed for an order given by word
     * @param forHome ordered to be taken at home
     */
    public record Order(
            @Nullable String signedHash,
            @Nullable String currentHash,
            List<Finding> age,
            boolean reverified,
            boolean verified,
            boolean countersigned,
            boolean forHome) {
        public Order {
            age = List.copyOf(age);
        }
    }

    /**
     * @param active neither held nor ended
     * @param orderFollows the order rests on what the plan says now
     */
    public record Plan(boolean active, boolean orderFollows) {}

    /** @param preparationChecked prepared and checked by two people, in the concentration of the order, not expired */
    public record Supply(boolean vialReserved, boolean preparationChecked, boolean dispensed) {}

    /** Who set the pump, and who checked the setting. */
    public record PumpCheck(UUID setBy, UUID checkedBy) {}

    /**
     * @param criticalPause paused by a critical reading
     * @param alarmAcknowledged no alarm of this session waits for acknowledgement
     * @param resumeOrdered a prescriber ordered to go on
     */
    public record Infusion(
            boolean started,
            boolean stopTimeRecorded,
            boolean volumeRecorded,
            boolean criticalPause,
            boolean alarmAcknowledged,
            boolean resumeOrdered) {}

    /** @param witnesses of a refusal to stay, different people */
    public record Papers(boolean reasonGiven, boolean noteSigned, boolean refusalSigned, int witnesses) {}

    Optional<Waiver> waiver(String ruleIdOrGuard) {
        return waivers.stream()
                .filter(waiver -> waiver.ruleId().equals(ruleIdOrGuard))
                .findFirst();
    }
}
