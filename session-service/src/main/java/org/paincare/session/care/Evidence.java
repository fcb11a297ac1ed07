package org.paincare.session.care;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.paincare.session.reference.Blocked;
import org.paincare.session.reference.Setting;
import org.paincare.session.reference.Waiver;
import org.paincare.session.treatment.SessionContext;

/**
 * What the features know that bears on a session's next step, gathered for one decision. What nobody contributes counts
 * as missing. Not shared between threads.
 */
public final class Evidence {

    private SessionContext.Charting charting = new SessionContext.Charting.Live();
    private SessionContext.Booking booking = new SessionContext.Booking(false, false);
    private final List<Blocked> openPreChecks = new ArrayList<>();
    private SessionContext.Eligibility eligibility = new SessionContext.Eligibility(false, List.of(), List.of(), false);
    private SessionContext.Order order = new SessionContext.Order(null, null, List.of(), false, false, true, false);
    private SessionContext.Plan plan = new SessionContext.Plan(false, false);
    private final List<Blocked> openDoseLimits = new ArrayList<>();
    private boolean vialReserved;
    private boolean dispensed;
    private boolean preparationChecked;
    private SessionContext.@Nullable PumpCheck pumpCheck;
    private boolean responsibleNurse;
    private boolean started;
    private boolean stopTimeRecorded;
    private boolean volumeRecorded;
    private boolean criticalPause;
    private boolean alarmAcknowledged = true;
    private boolean resumeOrdered;
    private final List<Blocked> openDoseChange = new ArrayList<>();
    private final List<Blocked> openRecoveryPoints = new ArrayList<>();
    private final List<Blocked> openDischargePoints = new ArrayList<>();
    private final List<Blocked> openReconciliation = new ArrayList<>();
    private boolean reasonGiven;
    private boolean noteSigned;
    private boolean refusalSigned;
    private int witnesses;
    private final List<Waiver> waivers = new ArrayList<>();

    Evidence() {}

    /** A feature that knows something of sessions. Called inside the transaction that holds the session's lock. */
    public interface Source {
        void contribute(Session session, java.time.Instant at, Evidence evidence);
    }

    public void booking(boolean confirmed, boolean timePassed) {
        booking = new SessionContext.Booking(confirmed, timePassed);
    }

    /** It is charted afterwards, from paper. */
    void charting(SessionContext.Charting.Late late) {
        charting = late;
    }

    public void openPreChecks(List<Blocked> open) {
        openPreChecks.addAll(open);
    }

    public void eligibility(SessionContext.Eligibility answer) {
        eligibility = answer;
    }

    public void order(SessionContext.Order signed) {
        order = signed;
    }

    /** The plan behind the session, and whether the order rests on it as it is now. */
    public void plan(SessionContext.Plan standing) {
        plan = standing;
    }

    public void openDoseLimits(List<Blocked> open) {
        openDoseLimits.addAll(open);
    }

    public void supply(boolean vialIsReserved, boolean drugWasDispensed) {
        vialReserved = vialIsReserved;
        dispensed = drugWasDispensed;
    }

    public void preparationChecked(boolean checked) {
        preparationChecked = checked;
    }

    public void pumpCheck(SessionContext.@Nullable PumpCheck check) {
        pumpCheck = check;
    }

    public void responsibleNurse(boolean there) {
        responsibleNurse = there;
    }

    public void infusion(boolean hasStarted, boolean stopTime, boolean volume, boolean pausedCritically) {
        started = hasStarted;
        stopTimeRecorded = stopTime;
        volumeRecorded = volume;
        criticalPause = pausedCritically;
    }

    public void alarmsAcknowledged(boolean all) {
        alarmAcknowledged = all;
    }

    /** A prescriber is the one who asks, or ordered, to go on. */
    public void resumeOrdered() {
        resumeOrdered = true;
    }

    public void openDoseChange(List<Blocked> open) {
        openDoseChange.addAll(open);
    }

    public void openRecoveryPoints(List<Blocked> open) {
        openRecoveryPoints.addAll(open);
    }

    public void openDischargePoints(List<Blocked> open) {
        openDischargePoints.addAll(open);
    }

    /** The gate judged again by the command itself, with the signature it brings. */
    public void dischargePointsAre(List<Blocked> open) {
        openDischargePoints.clear();
        openDischargePoints.addAll(open);
    }

    public void openReconciliation(List<Blocked> open) {
        openReconciliation.addAll(open);
    }

    public void noteSigned(boolean signed) {
        noteSigned = signed;
    }

    public void refusal(boolean signed, int witnessed) {
        refusalSigned = signed;
        witnesses = witnessed;
    }

    void reasonGiven(boolean given) {
        reasonGiven = given;
    }

    void waivers(List<Waiver> given) {
        waivers.addAll(given);
    }

    public List<Waiver> waivers() {
        return List.copyOf(waivers);
    }

    SessionContext context(Setting setting) {
        return new SessionContext(
                setting,
                charting,
                booking,
                openPreChecks,
                eligibility,
                order,
                plan,
                openDoseLimits,
                new SessionContext.Supply(vialReserved, preparationChecked, dispensed),
                pumpCheck,
                responsibleNurse,
                new SessionContext.Infusion(
                        started, stopTimeRecorded, volumeRecorded, criticalPause, alarmAcknowledged, resumeOrdered),
                openDoseChange,
                openRecoveryPoints,
                openDischargePoints,
                openReconciliation,
                new SessionContext.Papers(reasonGiven, noteSigned, refusalSigned, witnesses),
                waivers);
    }
}
