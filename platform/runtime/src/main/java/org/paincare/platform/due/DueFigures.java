package org.paincare.platform.due;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.Tags;
import io.quarkus.agroal.DataSource;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.metric.Figures;

/** How much due work waits past its time, and how long: what is urgent apart from what is not. */
@Singleton
class DueFigures implements Figures {

    private final AgroalDataSource pool;
    private final InstantSource clock;
    private final String[] urgent;

    DueFigures(@DataSource("due") AgroalDataSource pool, InstantSource clock, @All List<DueHandler> handlers) {
        this.pool = pool;
        this.clock = clock;
        this.urgent = handlers.stream()
                .filter(DueHandler::urgent)
                .map(DueHandler::kind)
                .toArray(String[]::new);
    }

    @Override
    public List<Figure> read() throws SQLException {
        var now = clock.instant();
        try (var connection = pool.getConnection();
                var select = Figures.briefly(
                        connection,
                        "SELECT count(*) FILTER (WHERE urgent), min(due_at) FILTER (WHERE urgent),"
                                + " count(*) FILTER (WHERE NOT urgent), min(due_at) FILTER (WHERE NOT urgent)"
                                + " FROM (SELECT due_at, kind = ANY (?) AS urgent FROM due_work WHERE due_at <= ?"
                                + " ORDER BY due_at LIMIT " + MOST + ") late")) {
            select.setArray(1, connection.createArrayOf("text", urgent));
            select.setObject(2, OffsetDateTime.ofInstant(now, ZoneOffset.UTC));
            var row = select.executeQuery();
            row.next();
            var figures = Stream.concat(
                    lane("ordinary", row.getLong(3), late(row.getObject(4, OffsetDateTime.class))),
                    urgent.length == 0
                            ? Stream.empty()
                            : lane("urgent", row.getLong(1), late(row.getObject(2, OffsetDateTime.class))));
            return figures.toList();
        }
    }

    private double late(@Nullable OffsetDateTime dueAt) {
        return dueAt == null
                ? 0
                : Math.max(
                                0,
                                Duration.between(dueAt.toInstant(), clock.instant())
                                        .toMillis())
                        / 1000.0;
    }

    private static Stream<Figure> lane(String lane, long waiting, double seconds) {
        var tags = Tags.of("lane", lane);
        return Stream.of(
                new Figure("paincare.due.overdue", "Work whose time has come and that is not done", tags, waiting),
                new Figure(
                        "paincare.due.overdue.seconds", "How long past its time the oldest of it is", tags, seconds));
    }
}
