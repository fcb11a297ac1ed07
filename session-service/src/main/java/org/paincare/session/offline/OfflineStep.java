package org.paincare.session.offline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Set;
import org.paincare.platform.problem.Problem;
import org.paincare.session.care.Session;

/** A feature's use cases that a tablet may take without connection. Called inside the transaction of one entry. */
public interface OfflineStep {

    /** What may be entered without connection. */
    enum Kind {
        OBSERVATION,
        RATE_CHANGE,
        PAUSE,
        RESUME,
        STOP,
        ADVERSE_EVENT,
        DRUG_GIVEN,
        NOTE
    }

    Set<Kind> kinds();

    /**
     * Does what the endpoint of that kind does.
     *
     * @param body as that endpoint takes it
     * @param number of the entry, so that a step with a transaction of its own knows a repeat
     * @throws Problem as that endpoint refuses it
     */
    void replay(Kind kind, Session session, ObjectNode body, Instant occurredAt, Number number);

    /** Names an entry for ever: the tablet's own record, and its place in it. */
    record Number(String clientId, long sequence) {}
}
