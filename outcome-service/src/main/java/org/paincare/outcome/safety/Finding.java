package org.paincare.outcome.safety;

import java.util.UUID;

/**
 * What a rule saw in what, whatever id of the person it was seen under.
 *
 * @param reference the id of what showed it
 */
public record Finding(String alertId, String trigger, String reference) {

    private static final String SEPARATOR = "|";

    /** What {@link #key} was made of. */
    public static Finding of(String key) {
        var parts = key.split("[|]", 4);
        return new Finding(parts[1], parts[2], parts[3]);
    }

    String key(UUID patient) {
        return String.join(SEPARATOR, patient.toString(), alertId, trigger, reference);
    }
}
