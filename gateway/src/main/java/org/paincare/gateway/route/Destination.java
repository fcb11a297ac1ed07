package org.paincare.gateway.route;

import java.util.List;

/** Who answers a route. */
public sealed interface Destination {

    /** One service answers. */
    record Service(Upstream upstream) implements Destination {}

    /** The service that owns the resource named by the field {@code resource} of the request answers. */
    record ByResource() implements Destination {}

    /** The first of these services that knows the name in the path answers (reads only). */
    record Knowing(List<Upstream> asked) implements Destination {
        public Knowing {
            asked = List.copyOf(asked);
        }
    }

    /**
     * Every service answers its own part at the same path and the gateway puts the parts together.
     *
     * @param items whether the parts are lists of {@code items} to be merged, newest first
     */
    record Composed(boolean items) implements Destination {}
}
