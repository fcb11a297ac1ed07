package org.paincare.platform.event;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.paincare.platform.metric.Figures;

/** How many events wait to be sent or taken, and for how long the oldest does. */
@Singleton
class EventFigures implements Figures {

    private final AgroalDataSource relay;
    private final AgroalDataSource ops;

    EventFigures(@DataSource("relay") AgroalDataSource relay, @DataSource("ops") AgroalDataSource ops) {
        this.relay = relay;
        this.ops = ops;
    }

    @Override
    public List<Figure> read() throws SQLException {
        try (var toSend = relay.getConnection();
                var waiting = Figures.briefly(
                        toSend,
                        "SELECT (SELECT count(*) FROM (SELECT 1 FROM outbox LIMIT " + MOST + ") bounded),"
                                + " (SELECT event_id FROM outbox ORDER BY id LIMIT 1)");
                var toTake = ops.getConnection();
                var parked = Figures.briefly(
                        toTake,
                        "SELECT count(*), coalesce(extract(epoch FROM clock_timestamp() - min(parked_at)), 0)"
                                + " FROM (SELECT parked_at FROM parked_event LIMIT " + MOST + ") bounded")) {
            var outbox = waiting.executeQuery();
            outbox.next();
            var oldest = outbox.getObject(2, UUID.class);
            var held = parked.executeQuery();
            held.next();
            return List.of(
                    Figure.of("paincare.outbox.waiting", "Events the broker has not acknowledged", outbox.getLong(1)),
                    Figure.of(
                            "paincare.outbox.oldest.seconds",
                            "Age of the oldest event that was not sent yet",
                            oldest == null ? 0 : EventLag.seconds(oldest)),
                    Figure.of(
                            "paincare.parked.events",
                            "Events that could not be taken, and what waits behind them",
                            held.getLong(1)),
                    Figure.of(
                            "paincare.parked.oldest.seconds",
                            "Since when the oldest of them is parked",
                            held.getDouble(2)));
        }
    }
}
