package org.paincare.platform.event;

import com.fasterxml.jackson.databind.JsonNode;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.tenancy.Tenancy;

/** What is parked, across clinics, without its content. */
@Singleton
class ParkedEvents {

    private static final int MOST = 500;

    private final AgroalDataSource pool;

    private final Jdbc jdbc;
    private final Tenancy tenancy;

    ParkedEvents(@DataSource("ops") AgroalDataSource pool, javax.sql.DataSource app, Tenancy tenancy) {
        this.pool = pool;
        this.jdbc = new Jdbc(app);
        this.tenancy = tenancy;
    }

    /** Names and kinds of what a parked event holds, never a value. */
    Optional<JsonNode> shape(UUID clinic, UUID event) {
        return tenancy.inClinic(
                clinic,
                () -> QuarkusTransaction.requiringNew()
                        .call(() -> jdbc.first(
                                "SELECT data FROM parked_event WHERE clinic_id = ? AND event_id = ?",
                                row -> Masked.of(row.getString("data")),
                                clinic,
                                event)));
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
