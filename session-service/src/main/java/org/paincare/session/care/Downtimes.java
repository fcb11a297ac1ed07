package org.paincare.session.care;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.paincare.platform.Ids;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.identity.Role;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.sign.SignatureProblem;
import org.paincare.platform.sign.Signatures;
import org.paincare.platform.tenancy.CurrentClinic;
import org.paincare.session.SessionProblem;
import org.paincare.session.treatment.SessionContext;

/**
 * Hours that a session was run on paper. Two people who were there sign which hours they chart; while that is open, what
 * either of them dates inside those hours is taken with its guards as warnings, and everything else is judged as ever.
 */
@ApplicationScoped
public class Downtimes {

    private static final String CHARTS = "CHARTS";
    private static final String WITNESSES = "WITNESSES";
    private static final Set<Role> SIGNERS = Set.of(Role.PRESCRIBER, Role.HEAD_NURSE, Role.NURSE);

    private final DowntimeRules rules = DowntimeRules.builtIn();
    private final Jdbc jdbc;
    private final Signatures signatures;
    private final CurrentClinic clinic;
    private final CurrentCaller caller;
    private final InstantSource clock;

    Downtimes(DataSource pool, Signatures signatures, CurrentClinic clinic, CurrentCaller caller, InstantSource clock) {
        this.jdbc = new Jdbc(pool);
        this.signatures = signatures;
        this.clinic = clinic;
        this.caller = caller;
        this.clock = clock;
    }

    /** What both sign: resource {@code /v1/sessions/{id}/downtime-chartings}. */
    SessionJson.DowntimePreview preview(UUID sessionId, SessionJson.Hours hours) {
        mustBePossible(hours);
        return new SessionJson.DowntimePreview(resource(sessionId), hash(sessionId, hours));
    }

    /**
     * Opens the charting.
     *
     * @throws Problem DOWNTIME_IMPOSSIBLE, SIGNATURE_INVALID, SIGNATURE_USED, SIGNER_NOT_ALLOWED, SAME_SIGNER
     */
    @Transactional(Transactional.TxType.MANDATORY)
    SessionJson.DowntimeView open(UUID sessionId, SessionJson.Downtime asked) {
        var hours = new SessionJson.Hours(asked.from(), asked.to(), asked.reason());
        mustBePossible(hours);
        var hash = hash(sessionId, hours);
        var resource = resource(sessionId);
        var first = signatures.require(asked.signatureIds().getFirst(), resource, hash, CHARTS, SIGNERS);
        var second = signatures.require(asked.signatureIds().get(1), resource, hash, WITNESSES, SIGNERS);
        if (first.signedBy().equals(second.signedBy())) {
            throw Problem.of(SignatureProblem.SAME_SIGNER);
        }
        var id = Ids.next();
        var now = clock.instant();
        jdbc.update(
                "INSERT INTO downtime_charting (clinic_id, id, session_id, down_from, down_to, reason, first, first_name,"
                        + " first_signature, second, second_name, second_signature, opened_at, open_until)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                clinic.get(),
                id,
                sessionId,
                hours.from(),
                hours.to(),
                hours.reason(),
                first.signedBy(),
                first.signerName(),
                first.id(),
                second.signedBy(),
                second.signerName(),
                second.id(),
                now,
                now.plus(rules.openFor()));
        return of(sessionId).getLast();
    }

    List<SessionJson.DowntimeView> of(UUID sessionId) {
        return jdbc.list(
                "SELECT * FROM downtime_charting WHERE clinic_id = ? AND session_id = ? ORDER BY id",
                Downtimes::view,
                clinic.get(),
                sessionId);
    }

    /** How something dated then is charted by the caller: late where an open charting of theirs covers it. */
    Optional<SessionContext.Charting.Late> charting(UUID sessionId, Instant at, Instant now) {
        return jdbc.first(
                        "SELECT first, second FROM downtime_charting WHERE clinic_id = ? AND session_id = ?"
                                + " AND down_from <= ? AND down_to >= ? AND open_until > ? ORDER BY id DESC LIMIT 1",
                        row -> new SessionContext.Charting.Late(
                                row.getObject("first", UUID.class), row.getObject("second", UUID.class)),
                        clinic.get(),
                        sessionId,
                        at,
                        at,
                        now)
                .filter(late -> {
                    var self = caller.get().id();
                    return self.equals(late.first()) || self.equals(late.second());
                });
    }

    private void mustBePossible(SessionJson.Hours hours) {
        var now = clock.instant();
        var length = Duration.between(hours.from(), hours.to());
        var possible = length.isPositive()
                && length.compareTo(rules.longest()) <= 0
                && !hours.to().isAfter(now)
                && !hours.to().plus(rules.within()).isBefore(now);
        if (!possible) {
            throw Problem.of(SessionProblem.DOWNTIME_IMPOSSIBLE)
                    .with("longest", rules.longest().toString())
                    .with("within", rules.within().toString());
        }
    }

    private static String resource(UUID sessionId) {
        return "/v1/sessions/" + sessionId + "/downtime-chartings";
    }

    private static String hash(UUID sessionId, SessionJson.Hours hours) {
        return Signatures.hash(String.join(
                "\n",
                "paincare-downtime/1",
                "session=" + sessionId,
                "from=" + hours.from(),
                "to=" + hours.to(),
                "reason=" + hours.reason()));
    }

    private static SessionJson.DowntimeView view(ResultSet row) throws SQLException {
        return new SessionJson.DowntimeView(
                row.getObject("id", UUID.class),
                row.getObject("session_id", UUID.class),
                Jdbc.instant(row, "down_from"),
                Jdbc.instant(row, "down_to"),
                row.getString("reason"),
                new SessionJson.Person(row.getObject("first", UUID.class), row.getString("first_name")),
                new SessionJson.Person(row.getObject("second", UUID.class), row.getString("second_name")),
                Jdbc.instant(row, "opened_at"),
                Jdbc.instant(row, "open_until"));
    }
}
