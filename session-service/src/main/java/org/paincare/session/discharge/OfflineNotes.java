package org.paincare.session.discharge;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Set;
import org.paincare.session.care.Session;
import org.paincare.session.offline.OfflineBodies;
import org.paincare.session.offline.OfflineStep;

/** A note that a tablet kept: begins the session's note, and waits for a person where there is one. */
@Singleton
class OfflineNotes implements OfflineStep {

    private final Notes notes;
    private final OfflineBodies bodies;

    OfflineNotes(Notes notes, OfflineBodies bodies) {
        this.notes = notes;
        this.bodies = bodies;
    }

    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.NOTE);
    }

    @Override
    public void replay(Kind kind, Session session, ObjectNode body, Instant occurredAt, Number number) {
        notes.begin(session.id(), bodies.read(body, DischargeJson.Note.class).body());
    }
}
