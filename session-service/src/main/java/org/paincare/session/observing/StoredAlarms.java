package org.paincare.session.observing;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.tenancy.CurrentClinic;
import org.paincare.session.live.LiveEvent;
import org.paincare.session.live.LiveSource;

/** Stored alarms as boards show them. Call inside a transaction. */
@ApplicationScoped
class StoredAlarms implements LiveSource {

    private static final String STANDING = "STANDING";

    private final Jdbc jdbc;
    private final CurrentClinic clinic;
    private final InstantSource clock;

    StoredAlarms(DataSource pool, CurrentClinic clinic, InstantSource clock) {
        this.jdbc = new Jdbc(pool);
        this.clinic = clinic;
        this.clock = clock;
    }

    @Override
    public LiveEvent.Kind kind() {
        return LiveEvent.Kind.ALARM;
    }

    @Override
    public List<LiveEvent> standing(@Nullable UUID sessionId) {
        var now = clock.instant();
        var select = "SELECT * FROM alarm WHERE clinic_id = ? AND state <> 'CLOSED'";
        var order = " ORDER BY level DESC, raised_at, id";
        return sessionId == null
                ? jdbc.list(select + order, row -> event(row, now), clinic.get())
                : jdbc.list(select + " AND session_id = ?" + order, row -> event(row, now), clinic.get(), sessionId);
    }

    @Override
    public Optional<LiveEvent> stored(UUID id) {
        var now = clock.instant();
        return jdbc.first(
                "SELECT * FROM alarm WHERE clinic_id = ? AND id = ?", row -> event(row, now), clinic.get(), id);
    }

    private static LiveEvent event(ResultSet row, Instant now) throws SQLException {
        var alarm = BedsideRows.alarm(row);
        return LiveAlarms.event(
                row.getObject("clinic_id", UUID.class),
                row.getObject("session_id", UUID.class),
                now,
                true,
                LiveAlarms.Alarm.of(
                        alarm,
                        STANDING,
                        new LiveAlarms.Seen(
                                row.getString("action"),
                                row.getBigDecimal("value"),
                                row.getBigDecimal("limit_value"),
                                row.getString("unit"))));
    }
}
