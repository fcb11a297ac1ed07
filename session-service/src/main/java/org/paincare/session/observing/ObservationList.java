package org.paincare.session.observing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.audit.Audit;
import org.paincare.platform.audit.AuditEntry;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.session.care.Lifecycle;
import org.paincare.session.monitoring.Sign;
import org.paincare.session.treatment.SessionState;

/** Shows the readings of a session. */
@ApplicationScoped
class ObservationList {

    private final Jdbc jdbc;
    private final Lifecycle lifecycle;
    private final Audit audit;
    private final ReadingSpans spans;
    private final CurrentCaller caller;

    ObservationList(DataSource pool, Lifecycle lifecycle, Audit audit, ReadingSpans spans, CurrentCaller caller) {
        this.jdbc = new Jdbc(pool);
        this.lifecycle = lifecycle;
        this.audit = audit;
        this.spans = spans;
        this.caller = caller;
    }

    /**
     * Newest first.
     *
     * @param sign only sets with a value of it
     */
    @Transactional
    List<ObservationJson.View> of(
            UUID sessionId, @Nullable Sign sign, @Nullable Instant before, @Nullable UUID beforeId, int most) {
        var session = lifecycle.find(sessionId);
        caller.mustOwn(session.patientId());
        if (caller.ownRecordsOnly() && session.state() != SessionState.CLOSED) {
            throw Problem.of(PlatformProblem.NOT_FOUND);
        }
        audit.read(AuditEntry.of("OBSERVATIONS_READ", "session", sessionId, session.patientId()));
        var select = "SELECT *" + ReadingSpans.OF_SESSION
                + (sign == null ? "" : " AND " + sign.name().toLowerCase(Locale.ROOT) + " IS NOT NULL");
        var span = spans.of(sessionId);
        var newestFirst = " ORDER BY observed_at DESC, id DESC LIMIT ?";
        return before == null
                ? jdbc.list(select + newestFirst, ObservationRows::view, span.and(most))
                : jdbc.list(
                        select + " AND (observed_at, id) < (?, ?)" + newestFirst,
                        ObservationRows::view,
                        span.and(before, beforeId, most));
    }
}
