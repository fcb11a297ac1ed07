package org.paincare.session.watch;

import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.tenancy.CurrentClinic;
import org.paincare.session.StoredJson;
import org.paincare.session.care.Session;
import org.paincare.session.monitoring.Course;
import org.paincare.session.monitoring.DueSets;
import org.paincare.session.monitoring.MonitoringSchedule;
import org.paincare.session.monitoring.Sign;
import org.paincare.session.recovery.AldreteScore;
import org.paincare.session.reference.Setting;
import org.paincare.session.standing.ClinicProfiles;
import org.paincare.session.treatment.SessionState;

/** A session's due sets, from what is recorded of its steps, its pump, its readings and its recovery. */
@ApplicationScoped
class Courses {

    /** While sets are asked for. */
    static final Set<SessionState> OBSERVED = EnumSet.of(
            SessionState.PRECHECK,
            SessionState.READY,
            SessionState.INFUSING,
            SessionState.PAUSED,
            SessionState.COMPLETED_INFUSION,
            SessionState.STOPPED_EARLY,
            SessionState.RECOVERY);

    /** Sets due longer ago are no longer looked at; the longest rhythm asks every four hours. */
    private static final Duration LOOKED_BACK = Duration.ofHours(6);

    private static final int TWICE = 2;

    /** By people each on its own; a device's many readings by tens of seconds, at the time of the last. */
    private static final String RECORDED = "SELECT max(t) AS t, count(sbp) AS sbp, count(dbp) AS dbp, count(hr) AS hr,"
            + " count(rr) AS rr, count(spo2) AS spo2, count(temp) AS temp, count(etco2) AS etco2, count(nrs) AS nrs,"
            + " count(rass) AS rass, count(moaas) AS moaas, count(cadss6) AS cadss6, count(cadss23) AS cadss23 FROM ("
            // What a device says counts from when it was heard, never by the device's clock, unless it came late.
            + "SELECT *, CASE WHEN source = 'DEVICE' AND NOT late THEN received_at ELSE observed_at END AS t"
            + " FROM observation WHERE clinic_id = ? AND session_id = ? AND received_at >= ?) AS r"
            + " GROUP BY CASE WHEN source = 'DEVICE' THEN floor(extract(epoch FROM t) / 10)::text ELSE id::text END";

    private final MonitoringSchedule shipped = MonitoringSchedule.builtIn();
    private final Jdbc jdbc;
    private final ClinicProfiles clinics;
    private final CurrentClinic clinic;

    Courses(DataSource pool, ClinicProfiles clinics, CurrentClinic clinic) {
        this.jdbc = new Jdbc(pool);
        this.clinics = clinics;
        this.clinic = clinic;
    }

    /** The schedule of the current clinic: as it ships, with what its medical director set. Inside a transaction. */
    MonitoringSchedule schedule() {
        return shipped.setBy(clinics.numbers());
    }

    DueSets of(Session session, Instant now) {
        var begin = now.minus(LOOKED_BACK);
        var horizon = returnedAt(session).filter(at -> at.isAfter(begin)).orElse(begin);
        return DueSets.of(schedule(), course(session), recorded(session, horizon), horizon, now);
    }

    private Course course(Session session) {
        var rises = new ArrayList<Instant>();
        var changes = new ArrayList<Instant>();
        var rate = BigDecimal.ZERO;
        for (var entry : rates(session.id())) {
            if (entry.change()) {
                changes.add(entry.at());
                if (entry.rate().compareTo(rate) > 0) {
                    rises.add(entry.at());
                }
            }
            rate = entry.rate();
        }
        return new Course(
                session.setting() == Setting.INPATIENT,
                firstStep(session, "BEGIN_PRECHECK").orElse(null),
                session.startedAt(),
                rises,
                changes,
                session.stoppedAt(),
                until(session));
    }

    private record Rate(boolean change, BigDecimal rate, Instant at) {}

    private List<Rate> rates(UUID sessionId) {
        return jdbc.list(
                "SELECT kind, rate_ml_per_hour, occurred_at FROM infusion_entry WHERE clinic_id = ? AND session_id = ?"
                        + " AND kind IN ('START', 'RATE_CHANGE') ORDER BY number",
                row -> new Rate(
                        row.getString("kind").equals("RATE_CHANGE"),
                        row.getBigDecimal("rate_ml_per_hour"),
                        Jdbc.instant(row, "occurred_at")),
                clinic.get(),
                sessionId);
    }

    private Optional<Instant> firstStep(Session session, String command) {
        return jdbc.first(
                "SELECT occurred_at FROM session_transition WHERE clinic_id = ? AND session_id = ? AND command = ?"
                        + " ORDER BY id LIMIT 1",
                row -> Jdbc.instant(row, "occurred_at"),
                clinic.get(),
                session.id(),
                command);
    }

    /** Who came back from being ready to go is observed anew; what was not recorded in between is not asked for. */
    private Optional<Instant> returnedAt(Session session) {
        return session.state() == SessionState.RECOVERY
                ? firstStep(session, "RETURN_TO_RECOVERY").map(first -> session.enteredAt())
                : Optional.empty();
    }

    private @Nullable Instant until(Session session) {
        if (!OBSERVED.contains(session.state())) {
            return session.enteredAt();
        }
        return session.state() == SessionState.RECOVERY ? recoveredAt(session) : null;
    }

    /** When the patient was found recovered for the second time in a row, by the scores since recovery began. */
    private @Nullable Instant recoveredAt(Session session) {
        int inARow = 0;
        Instant second = null;
        for (var score : jdbc.list(
                "SELECT score, scored_at FROM recovery_score WHERE clinic_id = ? AND session_id = ? AND scored_at >= ?"
                        + " ORDER BY scored_at, id",
                row -> new Scored(
                        StoredJson.read(row.getString("score"), AldreteScore.class)
                                .ready(),
                        Jdbc.instant(row, "scored_at")),
                clinic.get(),
                session.id(),
                session.enteredAt())) {
            inARow = score.ready() ? inARow + 1 : 0;
            if (inARow < TWICE) {
                second = null;
            } else if (inARow == TWICE) {
                second = score.at();
            }
        }
        return second;
    }

    private record Scored(boolean ready, Instant at) {}

    private List<DueSets.Recorded> recorded(Session session, Instant horizon) {
        return jdbc.list(
                RECORDED,
                Courses::recorded,
                clinic.get(),
                session.id(),
                horizon.minus(shipped.opensBefore()).minus(shipped.opensBefore()));
    }

    private static DueSets.Recorded recorded(ResultSet row) throws SQLException {
        var signs = EnumSet.noneOf(Sign.class);
        for (var sign : Sign.values()) {
            if (row.getLong(sign.name()) > 0) {
                signs.add(sign);
            }
        }
        return new DueSets.Recorded(Jdbc.instant(row, "t"), signs);
    }
}
