package org.paincare.session.care;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.paincare.platform.Ids;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.tenancy.CurrentClinic;
import org.paincare.session.reference.Role;
import org.paincare.session.reference.Waiver;
import org.paincare.session.treatment.Command;

/**
 * What people set aside for a session, with a reason. Whether one counts is decided where it is used, by the role of who
 * gave it; it stands for the session, except that of an unanswered question, which is asked again.
 */
@ApplicationScoped
class Waivers {

    /** Rule id of the guard that patient-service answered. */
    private static final String STANDING = "STANDING";

    /** How long a start without patient-service's answer stays set aside (D). */
    private static final Duration STANDING_FOR = Duration.ofMinutes(15);

    private final Jdbc jdbc;
    private final Transitions transitions;
    private final CurrentClinic clinic;
    private final CurrentCaller caller;
    private final InstantSource clock;

    Waivers(DataSource pool, Transitions transitions, CurrentClinic clinic, CurrentCaller caller, InstantSource clock) {
        this.jdbc = new Jdbc(pool);
        this.transitions = transitions;
        this.clinic = clinic;
        this.caller = caller;
        this.clock = clock;
    }

    void give(UUID sessionId, SessionJson.WaiverAsked asked) {
        var role = StaffRoles.of(caller.get()).orElseThrow(() -> Problem.of(PlatformProblem.FORBIDDEN));
        jdbc.update(
                "INSERT INTO session_waiver (clinic_id, id, session_id, rule_id, role, person, name, reason, given_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                clinic.get(),
                Ids.next(),
                sessionId,
                asked.ruleId(),
                role,
                caller.get().id(),
                caller.get().displayName(),
                asked.reason(),
                clock.instant());
    }

    /** As they count at that time: what was set aside of a patient who then got worse is set aside no more. */
    List<Waiver> of(UUID sessionId, Instant at) {
        var worse = gotWorse(sessionId);
        return views(sessionId).stream()
                .filter(w -> !w.givenAt().isBefore(worse))
                .filter(w -> !w.ruleId().equals(STANDING)
                        || !w.givenAt().plus(STANDING_FOR).isBefore(at))
                .map(w -> new Waiver(w.ruleId(), w.role(), w.by().id(), w.reason(), w.givenAt()))
                .toList();
    }

    Instant gotWorse(UUID sessionId) {
        return transitions.last(sessionId, Command.RETURN_TO_RECOVERY).orElse(Instant.EPOCH);
    }

    List<SessionJson.WaiverView> views(UUID sessionId) {
        return jdbc.list(
                "SELECT * FROM session_waiver WHERE clinic_id = ? AND session_id = ? ORDER BY id DESC",
                row -> new SessionJson.WaiverView(
                        row.getString("rule_id"),
                        Role.valueOf(row.getString("role")),
                        new SessionJson.Person(row.getObject("person", UUID.class), row.getString("name")),
                        row.getString("reason"),
                        Jdbc.instant(row, "given_at")),
                clinic.get(),
                sessionId);
    }
}
