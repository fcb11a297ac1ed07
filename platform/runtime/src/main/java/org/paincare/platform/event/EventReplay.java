package org.paincare.platform.event;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Sends events of the log again to one consumer's own replay topic, so that no other reads them twice. The consumer's
 * inbox drops what it has already taken; a consumer whose read model was wiped takes all of it.
 */
@Singleton
public class EventReplay {

    private static final int MOST = 5_000;

    private final AgroalDataSource pool;
    private final EventProducer producer;
    private final EventRecords records;

    EventReplay(
            @DataSource("relay") AgroalDataSource pool,
            EventProducer producer,
            @ConfigProperty(name = "paincare.service") String service) {
        this.pool = pool;
        this.producer = producer;
        this.records = new EventRecords(service);
    }

    /** The topic that only this consumer reads. */
    static String topicOf(String consumer) {
        return "paincare.replay." + consumer;
    }

    /**
     * What one call sent.
     *
     * @param lastId where the next call goes on
     * @param more   whether there was more in the log than one call sends (5,000 events)
     */
    public record Replayed(int sent, long lastId, boolean more) {}

    /** Sends up to 5,000 events in their original order, beginning after that id of the log. */
    Replayed replay(String consumer, long afterId)
            throws SQLException, InterruptedException, ExecutionException, TimeoutException {
        try (var connection = pool.getConnection()) {
            var rows = EventRecords.read(connection, "event_log", afterId, MOST);
            producer.sendAll(
                    rows.stream().map(row -> records.of(row, topicOf(consumer))).toList());
            return new Replayed(
                    rows.size(), rows.isEmpty() ? afterId : rows.getLast().id(), rows.size() == MOST);
        }
    }
}
