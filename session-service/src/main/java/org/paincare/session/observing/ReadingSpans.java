package org.paincare.session.observing;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import javax.sql.DataSource;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.tenancy.CurrentClinic;

/**
 * Between when the readings of a session were received: from its check-in, before which none is taken, to its close, after
 * which none is. Readings are kept by the month in which they were received, so that a read which names this span looks
 * into the session's own months alone. Call inside a transaction.
 */
@ApplicationScoped
public class ReadingSpans {

    /** What every read of a session's readings begins with; {@link Span#of} gives its parameters. */
    public static final String OF_SESSION =
            " FROM observation WHERE clinic_id = ? AND session_id = ? AND received_at >= ? AND received_at < ?";

    /** How long after a session was closed its devices may still send what they kept back (D). */
    static final Duration KEPT_BACK = Duration.ofHours(48);

    /** What another replica received counts too, however its clock is off. */
    private static final Duration SLACK = Duration.ofHours(1);

    private final Jdbc jdbc;
    private final CurrentClinic clinic;
    private final InstantSource clock;

    ReadingSpans(DataSource pool, CurrentClinic clinic, InstantSource clock) {
        this.jdbc = new Jdbc(pool);
        this.clinic = clinic;
        this.clock = clock;
    }

    /** From the first to before the last. */
    public record Span(UUID clinic, UUID session, Instant from, Instant to) {

        /** The parameters of {@link #OF_SESSION}, with others after them. */
        public Object[] and(Object... more) {
            var all = new Object[4 + more.length];
            all[0] = clinic;
            all[1] = session;
            all[2] = from;
            all[3] = to;
            System.arraycopy(more, 0, all, 4, more.length);
            return all;
        }
    }

    public Span of(UUID session) {
        var here = clinic.get();
        var now = clock.instant();
        return jdbc.first(
                        "SELECT coalesce(min(recorded_at) FILTER (WHERE to_state = 'CHECKED_IN'), min(recorded_at)) AS came,"
                                + " max(recorded_at) FILTER (WHERE to_state = 'CLOSED') AS closed FROM session_transition"
                                + " WHERE clinic_id = ? AND session_id = ? HAVING count(*) > 0",
                        row -> new Span(here, session, Jdbc.instant(row, "came").minus(SLACK), end(row, now)),
                        here,
                        session)
                .orElseGet(() -> new Span(here, session, now, now));
    }

    private static Instant end(java.sql.ResultSet row, Instant now) throws java.sql.SQLException {
        var closed = row.getObject("closed", java.time.OffsetDateTime.class);
        var last = closed == null ? now : closed.toInstant().plus(KEPT_BACK);
        return (last.isBefore(now) ? last : now).plus(SLACK);
    }
}
