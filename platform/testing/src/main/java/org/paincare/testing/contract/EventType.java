package org.paincare.testing.contract;

import java.util.regex.Pattern;

/**
 * The type of an event as it travels in {@code ce_type}, for example {@code org.paincare.patient.PatientRegistered.v1}.
 *
 * @param service short name of the service that owns the fact: patient, session or outcome
 * @param name the event in the past tense, upper camel case
 * @param version major version, from 1; a new one is a new contract beside the old
 */
public record EventType(String service, String name, int version) implements Comparable<EventType> {

    private static final Pattern FORM =
            Pattern.compile("org\\.paincare\\.([a-z]+)\\.([A-Z][A-Za-z]*)\\.v([1-9][0-9]?)");

    /** @throws IllegalArgumentException where the text is no event type of this house */
    public static EventType of(String ceType) {
        var match = FORM.matcher(ceType);
        if (!match.matches()) {
            throw new IllegalArgumentException("no event type: " + ceType);
        }
        return new EventType(match.group(1), match.group(2), Integer.parseInt(match.group(3)));
    }

    /** The file name without ending: {@code PatientRegistered.v1}. */
    String file() {
        return name + ".v" + version;
    }

    @Override
    public int compareTo(EventType other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return "org.paincare." + service + "." + name + ".v" + version;
    }
}
