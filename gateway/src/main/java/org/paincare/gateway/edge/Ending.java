package org.paincare.gateway.edge;

import java.util.ArrayList;
import java.util.List;

/**
 * What is to be done once when a request is over, however it ended: answered, broken off by the client, or cut off here.
 * Vert.x' own end handlers are not called when an answer is reset half-way. Everything happens on the request's event loop.
 */
public final class Ending {

    private final List<Runnable> actions = new ArrayList<>(2);
    private boolean over;

    /** Adds an action; where the request is over already, it is done at once. The last added is done first. */
    public void then(Runnable action) {
        if (over) {
            action.run();
        } else {
            actions.add(action);
        }
    }

    /** The request is over; only the first call counts. */
    public void over() {
        if (!over) {
            over = true;
            actions.reversed().forEach(Runnable::run);
        }
    }
}
