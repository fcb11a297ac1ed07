package org.paincare.platform.identity;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The roles a token may carry (a person may hold several); named in tokens and in the matrix by {@link #wireName}. */
public enum Role {
    CLINIC_ADMIN,
    MEDICAL_DIRECTOR,
    PRESCRIBER,
    HEAD_NURSE,
    NURSE,
    PHARMACIST,
    COORDINATOR,
    PATIENT,
    PARTNER,
    DEVICE,
    AUDITOR,
    /** Runs the installation; sees no clinical content and belongs to no clinic. */
    OPS,
    /** Another service of this system, on internal paths only. */
    SERVICE;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The role of that wire name; empty for a name that is not ours (a provider may add its own). */
    public static Optional<Role> of(String wireName) {
        return Arrays.stream(values())
                .filter(r -> r.wireName().equals(wireName))
                .findFirst();
    }
}
