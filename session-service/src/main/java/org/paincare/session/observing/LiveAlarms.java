package org.paincare.session.observing;

import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.tenancy.CurrentClinic;
import org.paincare.session.live.AfterCommit;
import org.paincare.session.live.LiveEvent;
import org.paincare.session.live.LiveSource;

/** Stored alarms as boards show them. Call inside a transaction. */
@ApplicationScoped
class LiveAlarms implements LiveSource {

    private final Jdbc jdbc;
    private final AfterCommit live;
    private final CurrentClinic clinic;
    private final InstantSource clock;

    LiveAlarms(DataSource pool, AfterCommit live, CurrentClinic clinic, InstantSource clock) {
        this.jdbc = new Jdbc(pool);
        this.live = live;
        this.clinic = clinic;
        this.clock = clock;
    }

    /** An alarm without what identifies a person. */
    private record Shown(
            String rule,
            String level,
            @Nullable String sign,
            @Nullable String action,
            @Nullable BigDecimal value,
            @Nullable BigDecimal limit,
            String unit,
            boolean late,
            String state,
            Instant raisedAt,
            Instant lastAt,
            @Nullable Instant acknowledgedAt,
            @Nullable Instant closedAt) {}

    /** Raised or acknowledged in the transaction under way: told once that is done. */
    void changed(UUID alarm) {
        stored(alarm).ifPresent(live::publish);
    }

    @Override
    public LiveEvent.Kind kind() {
        return LiveEvent.Kind.ALARM;
    }

    @Override
    public List<LiveEvent> standing(@Nullable UUID sessionId) {
        var now = clock.instant();
        return sessionId == null
                ? jdbc.list(
                        "SELECT * FROM alarm WHERE clinic_id = ? AND state <> 'CLOSED' ORDER BY level DESC, raised_at, id",
                        row -> event(row, now),
                        clinic.get())
                : jdbc.list(
                        "SELECT * FROM alarm WHERE clinic_id = ? AND session_id = ? AND state <> 'CLOSED'"
                                + " ORDER BY level DESC, raised_at, id",
                        row -> event(row, now),
                        clinic.get(),
                        sessionId);
    }

    @Override
    public Optional<LiveEvent> stored(UUID id) {
        var now = clock.instant();
        return jdbc.first(
                "SELECT * FROM alarm WHERE clinic_id = ? AND id = ?", row -> event(row, now), clinic.get(), id);
    }

    private static LiveEvent event(ResultSet row, Instant now) throws SQLException {
        var shown = new Shown(
                row.getString("rule"),
                row.getString("level"),
                row.getString("sign"),
                row.getString("action"),
                row.getBigDecimal("value"),
                row.getBigDecimal("limit_value"),
                row.getString("unit"),
                row.getBoolean("late"),
                row.getString("state"),
                Jdbc.instant(row, "raised_at"),
                Jdbc.instant(row, "last_at"),
                instant(row, "acknowledged_at"),
                instant(row, "closed_at"));
        return new LiveEvent(
                row.getObject("clinic_id", UUID.class),
                row.getObject("session_id", UUID.class),
                LiveEvent.Kind.ALARM,
                row.getObject("id", UUID.class),
                now,
                true,
                shown);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
