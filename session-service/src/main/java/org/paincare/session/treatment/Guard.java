package org.paincare.session.treatment;

/**
 * What has to hold before a session moves. Words, rule ids, sources and who may waive are data
 * ({@code sessions/guards.yaml}).
 */
public enum Guard {
    BOOKING_CONFIRMED,
    BOOKING_TIME_PASSED,
    GIVEN_HERE,
    ORDERED_FOR_HOME,
    PRECHECK_COMPLETE,
    ELIGIBLE,
    NO_STOP_FACT,
    STANDING_FROM_PATIENT_SERVICE,
    ORDER_SIGNED,
    ORDER_UNCHANGED,
    PLAN_ACTIVE,
    ORDER_FOLLOWS_PLAN,
    ORDER_WITHIN_LIMITS,
    ORDER_NOT_VOID,
    ORDER_REVERIFIED,
    ORDER_VERIFIED,
    VIAL_RESERVED,
    PREPARATION_CHECKED,
    PUMP_CHECKED_BY_SECOND_PERSON,
    RESPONSIBLE_NURSE,
    ALARM_ACKNOWLEDGED,
    RESUME_ORDERED_BY_PRESCRIBER,
    DOSE_CHANGE_AUTHORISED,
    STOP_TIME_AND_VOLUME,
    RECOVERED,
    DISCHARGE_GATE,
    REFUSAL_SIGNED_OR_WITNESSED,
    REASON_GIVEN,
    DRUG_DISPENSED,
    DRUG_RECONCILED,
    NOTE_SIGNED,
    ORDER_COUNTERSIGNED;

    /** Even a session charted afterwards infuses nobody at home, and closes with no drug unaccounted for, note or order unsigned. */
    boolean bindsLateCharting() {
        return switch (this) {
            case GIVEN_HERE, ORDERED_FOR_HOME, DRUG_DISPENSED, DRUG_RECONCILED, NOTE_SIGNED, ORDER_COUNTERSIGNED ->
                true;
            case BOOKING_CONFIRMED,
                    BOOKING_TIME_PASSED,
                    PRECHECK_COMPLETE,
                    ELIGIBLE,
                    NO_STOP_FACT,
                    STANDING_FROM_PATIENT_SERVICE,
                    ORDER_SIGNED,
                    ORDER_UNCHANGED,
                    PLAN_ACTIVE,
                    ORDER_FOLLOWS_PLAN,
                    ORDER_WITHIN_LIMITS,
                    ORDER_NOT_VOID,
                    ORDER_REVERIFIED,
                    ORDER_VERIFIED,
                    VIAL_RESERVED,
                    PREPARATION_CHECKED,
                    PUMP_CHECKED_BY_SECOND_PERSON,
                    RESPONSIBLE_NURSE,
                    ALARM_ACKNOWLEDGED,
                    RESUME_ORDERED_BY_PRESCRIBER,
                    DOSE_CHANGE_AUTHORISED,
                    STOP_TIME_AND_VOLUME,
                    RECOVERED,
                    DISCHARGE_GATE,
                    REFUSAL_SIGNED_OR_WITNESSED,
                    REASON_GIVEN -> false;
        };
    }
}
