package org.paincare.session.observing;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;
import org.paincare.platform.metric.Figures;

/** How long the next step of an open alarm (to sound again, to ask somebody else) is past its time. */
@Singleton
class AlarmFigures implements Figures {

    private final AgroalDataSource pool;
    private final InstantSource clock;

    AlarmFigures(@DataSource("due") AgroalDataSource pool, InstantSource clock) {
        this.pool = pool;
        this.clock = clock;
    }

    @Override
    public List<Figure> read() throws SQLException {
        try (var connection = pool.getConnection();
                var select = Figures.briefly(
                        connection,
                        "SELECT next_step_at FROM alarm WHERE next_step_at IS NOT NULL ORDER BY next_step_at LIMIT 1")) {
            var row = select.executeQuery();
            var next = row.next() ? row.getObject(1, OffsetDateTime.class) : null;
            var late = next == null ? Duration.ZERO : Duration.between(next.toInstant(), clock.instant());
            return List.of(Figure.of(
                    "paincare.alarm.step.overdue.seconds",
                    "How long the oldest step of an open alarm is past its time",
                    Math.max(0, late.toMillis()) / 1000.0));
        }
    }
}
