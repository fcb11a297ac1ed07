package org.paincare.gateway.route;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A service behind the gateway, by the name used in the route table, in settings and in metrics. */
public enum Upstream {
    PATIENT,
    SESSION,
    OUTCOME;

    /** In the order in which composed answers name their parts. */
    public static final List<Upstream> ALL = List.of(values());

    /** {@code patient}, {@code session} or {@code outcome}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    static Upstream of(String id) {
        return ALL.stream()
                .filter(upstream -> upstream.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown service '" + id + "', known are "
                        + Arrays.stream(values()).map(Upstream::id).collect(Collectors.joining(", "))));
    }
}
