package org.paincare.gateway.edge;

import jakarta.inject.Singleton;

/**
 * How far the gateway is on its way out. First it says that it is not ready and serves as before, so that whoever sends
 * requests here learns of it; then it takes no new connection and asks the clients of the old ones to leave.
 */
@Singleton
public class Draining {

    private enum Phase {
        SERVING,
        ANNOUNCED,
        CLOSING
    }

    private volatile Phase phase = Phase.SERVING;

    public void announce() {
        phase = Phase.ANNOUNCED;
    }

    public void closing() {
        phase = Phase.CLOSING;
    }

    /** The stop was taken back. */
    public void resume() {
        phase = Phase.SERVING;
    }

    public boolean isReady() {
        return phase == Phase.SERVING;
    }

    public boolean takesConnections() {
        return phase != Phase.CLOSING;
    }
}
