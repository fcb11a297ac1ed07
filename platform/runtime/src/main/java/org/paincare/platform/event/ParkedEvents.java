package org.paincare.platform.event;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Lists what is parked, across clinics, without its content. */
@Singleton
class ParkedEvents {

    private static final int MOST = 500;

    private final AgroalDataSource pool;

    ParkedEvents(@DataSource("ops") AgroalDataSource pool) {
        this.pool = pool;
    }

    /** One parked event, masked: the payload stays where it is. */
    public record Parked(
            UUID clinicId,
            String source,
            UUID streamId,
            long sequence,
            UUID eventId,
            String type,
            Instant occurredAt,
            String reason,
            Instant parkedAt) {}

    /** Oldest first, at most 500. */
    List<Parked> list() throws SQLException {
        try (var connection = pool.getConnection();
                var select =
                        connection.prepareStatement("SELECT clinic_id, source, stream_id, sequence, event_id, type,"
                                + " occurred_at, reason, parked_at FROM parked_event ORDER BY parked_at, sequence LIMIT "
                                + MOST)) {
            var rows = select.executeQuery();
            var parked = new ArrayList<Parked>();
            while (rows.next()) {
                parked.add(new Parked(
                        rows.getObject(1, UUID.class),
                        rows.getString(2),
                        rows.getObject(3, UUID.class),
                        rows.getLong(4),
                        rows.getObject(5, UUID.class),
                        rows.getString(6),
                        rows.getObject(7, OffsetDateTime.class).toInstant(),
                        rows.getString(8),
                        rows.getObject(9, OffsetDateTime.class).toInstant()));
            }
            return parked;
        }
    }
}
