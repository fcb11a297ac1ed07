package org.paincare.gateway.route;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Locale;

/** Which connections to a service a route may use, so that one kind of traffic never starves another. */
public enum Lane {
    /** Everything that may wait its turn. */
    NORMAL,
    /** Observations in, alarms out and acknowledged: never behind a list or a report. */
    BEDSIDE,
    /** Server-sent events: each holds a connection for hours. */
    STREAM;

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    static Lane of(String id) {
        for (Lane lane : values()) {
            if (lane.id().equals(id)) {
                return lane;
            }
        }
        throw new IllegalArgumentException("unknown lane '" + id + "', known are normal, bedside, stream");
    }
}
