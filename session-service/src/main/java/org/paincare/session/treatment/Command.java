package org.paincare.session.treatment;

/**
 * What a person may ask of a session. Those marked never refused are not held up by paperwork: a missing signature,
 * reason, witness, If-Match or service (reference 0.1, 5). Token, clinic and role are checked all the same, elsewhere.
 */
public enum Command {
    SCHEDULE(false),
    CHECK_IN(false),
    BEGIN_PRECHECK(false),
    MAKE_READY(false),
    START(false),
    PAUSE(true),
    RESUME(false),
    INCREASE_RATE(false),
    DECREASE_RATE(true),
    GIVE_BOLUS(false),
    COMPLETE(false),
    STOP(true),
    BEGIN_RECOVERY(false),
    MAKE_DISCHARGE_READY(false),
    RETURN_TO_RECOVERY(false),
    DISCHARGE(false),
    TRANSFER(true),
    LEAVE_AGAINST_ADVICE(false),
    RECORD_DEATH(true),
    CANCEL(false),
    ABORT_PRECHECK(false),
    MARK_NO_SHOW(false),
    CLOSE(false),
    ACKNOWLEDGE_ALARM(true),
    GIVE_OXYGEN(true),
    GIVE_RESCUE_DRUG(true);

    private final boolean neverRefused;

    Command(boolean neverRefused) {
        this.neverRefused = neverRefused;
    }

    public boolean isNeverRefused() {
        return neverRefused;
    }
}
