package org.paincare.testing.local;

import java.util.Locale;
import java.util.UUID;

/** The two clinics of every demonstration; their ids never change. */
public enum DemoClinic {
    /** 2,640 m above the sea, where a healthy person's oxygen saturation is lower. */
    BOGOTA("0197a000-0000-7000-8000-00000000b060"),
    /** 2 m above the sea. */
    CARTAGENA("0197a000-0000-7000-8000-00000000ca50");

    private final UUID id;

    DemoClinic(String id) {
        this.id = UUID.fromString(id);
    }

    public UUID id() {
        return id;
    }

    public String slug() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException for a name that is no demo clinic's */
    public static DemoClinic ofSlug(String slug) {
        for (DemoClinic clinic : values()) {
            if (clinic.slug().equals(slug)) {
                return clinic;
            }
        }
        throw new IllegalArgumentException("No demo clinic " + slug + "; there are bogota and cartagena");
    }
}
