package org.paincare.session.care;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.Ids;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.tenancy.CurrentClinic;
import org.paincare.session.StoredJson;
import org.paincare.session.reference.Blocked;
import org.paincare.session.treatment.Command;
import org.paincare.session.treatment.Decision;
import org.paincare.session.treatment.SessionState;

/** The append-only record of every step: who, when, why, and what it left open. */
@ApplicationScoped
class Transitions {

    /** Stands where a person's id does, for a step that nobody asked for. */
    private static final UUID SYSTEM = new UUID(0, 0);

    private final Jdbc jdbc;
    private final CurrentClinic clinic;
    private final CurrentCaller caller;

    Transitions(DataSource pool, CurrentClinic clinic, CurrentCaller caller) {
        this.jdbc = new Jdbc(pool);
        this.clinic = clinic;
        this.caller = caller;
    }

    void record(Session session, Decision.Transition transition, @Nullable String reason, Instant at, Instant now) {
        var open = new SessionJson.OpenPoints(
                codes(transition.owed()), codes(transition.warnings()), codes(transition.waived()));
        jdbc.update(
                "INSERT INTO session_transition (clinic_id, id, session_id, from_state, command, to_state, actor,"
                        + " actor_name, reason, occurred_at, recorded_at, open_points)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                clinic.get(),
                Ids.next(),
                session.id(),
                transition.from(),
                transition.command(),
                transition.to(),
                caller.isSystem() ? SYSTEM : caller.get().id(),
                caller.isSystem() ? "system" : caller.get().displayName(),
                reason,
                at,
                now,
                StoredJson.write(open));
    }

    List<SessionJson.TransitionView> of(UUID sessionId) {
        return jdbc.list(
                "SELECT * FROM session_transition WHERE clinic_id = ? AND session_id = ? ORDER BY id",
                row -> new SessionJson.TransitionView(
                        SessionState.valueOf(row.getString("from_state")),
                        Command.valueOf(row.getString("command")),
                        SessionState.valueOf(row.getString("to_state")),
                        new SessionJson.Person(row.getObject("actor", UUID.class), row.getString("actor_name")),
                        row.getString("reason"),
                        Jdbc.instant(row, "occurred_at"),
                        Jdbc.instant(row, "recorded_at"),
                        StoredJson.read(row.getString("open_points"), SessionJson.OpenPoints.class)),
                clinic.get(),
                sessionId);
    }

    /** When that step of the session was last taken, by when it happened. */
    Optional<Instant> last(UUID sessionId, Command command) {
        return jdbc.first(
                "SELECT occurred_at FROM session_transition WHERE clinic_id = ? AND session_id = ? AND command = ?"
                        + " ORDER BY occurred_at DESC LIMIT 1",
                row -> Jdbc.instant(row, "occurred_at"),
                clinic.get(),
                sessionId,
                command);
    }

    /** The code, with the rule where one code stands for several. */
    private static List<String> codes(List<Blocked> blocked) {
        return blocked.stream().map(b -> b.code() + ":" + b.ruleId()).toList();
    }
}
