package org.paincare.platform.event;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;

/** Tells whether events are still on their way: out of this service, or into it. */
@Singleton
public class Quiet {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final AgroalDataSource pool;
    private final EventConsumer consumer;

    Quiet(@DataSource("relay") AgroalDataSource pool, EventConsumer consumer) {
        this.pool = pool;
        this.consumer = consumer;
    }

    /** Waits, at most 5 s, until every event that was with the broker has had its effect here. */
    public boolean awaitTaken() throws InterruptedException {
        return consumer.awaitQuiet(PATIENCE);
    }

    /** Events of all clinics in the outbox. */
    public long unsent() throws SQLException {
        try (var connection = pool.getConnection();
                var count = connection.prepareStatement("SELECT count(*) FROM outbox")) {
            var row = count.executeQuery();
            row.next();
            return row.getLong(1);
        }
    }
}
