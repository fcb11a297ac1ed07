package org.paincare.gateway.route;

import java.util.List;

/** Who answers a route. */
public sealed interface Destination {

    /** One service answers. */
    record Service(Upstream upstream) implements Destination {}

    /** The gateway itself answers, by what it keeps in its own database. */
    record Own() implements Destination {}

    /** The service that owns the resource named by the field {@code resource} of the request answers. */
    record ByResource() implements Destination {}

    /**
     * The service that knows the resource in the path answers: the path up to its first variable is asked for with a GET of
     * the caller's own, and whoever answers it takes the request.
     */
    record Looked(List<Upstream> asked) implements Destination {
        public Looked {
            asked = List.copyOf(asked);
        }
    }

    /**
     * Every service answers a page of its own list at the same path, and the gateway merges them into one list in one order,
     * with one cursor over all.
     *
     * @param by       the field that every part is ordered by, a time; items of one time by id
     * @param reversed latest first
     */
    record Pages(String by, boolean reversed) implements Destination {}

    /** Every service answers its own sections of one object at the same path. */
    record Sections() implements Destination {}

    /** The first of these services that knows the name in the path answers (reads only). */
    record Knowing(List<Upstream> asked) implements Destination {
        public Knowing {
            asked = List.copyOf(asked);
        }
    }

    /**
     * Every service answers its own part at the same path and the gateway puts the parts side by side.
     *
     * @param audit whether the gateway says of its own audit what the services say of theirs
     */
    record Composed(boolean audit) implements Destination {}
}
