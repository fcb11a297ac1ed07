package org.paincare.outcome.diary;

/**
 * What counts as a migraine day. Fixed for a patient in a programme: LEIDEN_30MIN gives about 0.45 more days a month than
 * STRICT_4H, so values of the two are never compared.
 */
public enum MigraineDefinition {
    STRICT_4H,
    LEIDEN_30MIN
}
