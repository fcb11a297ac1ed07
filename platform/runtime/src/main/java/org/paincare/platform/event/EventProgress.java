package org.paincare.platform.event;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How many events of all clinics this service has told, and how many of each of its sources it has taken. A service has
 * taken everything when its number for a source equals what that source has told; a parked event keeps it below.
 */
@Singleton
public class EventProgress {

    private final AgroalDataSource pool;
    private final Inbox inbox;

    EventProgress(@DataSource("ops") AgroalDataSource pool, Inbox inbox) {
        this.pool = pool;
        this.inbox = inbox;
    }

    /** Events appended so far, whether the relay has sent them or not. */
    public long told() throws SQLException {
        return sum("SELECT coalesce(sum(last_sequence), 0) FROM stream_counter", null);
    }

    /** Events that had their effect here, by the short name of their source ({@code patient}). */
    public Map<String, Long> taken() throws SQLException {
        var taken = new TreeMap<String, Long>();
        for (var source : inbox.sources()) {
            taken.put(
                    source,
                    sum("SELECT coalesce(sum(last_sequence), 0) FROM inbox WHERE source = ?", "/paincare/" + source));
        }
        return taken;
    }

    private long sum(String query, @Nullable String source) throws SQLException {
        try (var connection = pool.getConnection();
                var select = connection.prepareStatement(query)) {
            if (source != null) {
                select.setString(1, source);
            }
            var row = select.executeQuery();
            row.next();
            return row.getLong(1);
        }
    }
}
