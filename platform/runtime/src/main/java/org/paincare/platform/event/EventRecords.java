package org.paincare.platform.event;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Rows of the outbox and of the log as Kafka records: CloudEvents 1.0, binary mode, key = stream. */
record EventRecords(String service) {

    record Row(
            UUID clinic,
            long id,
            UUID stream,
            long sequence,
            UUID eventId,
            String type,
            Instant occurredAt,
            @Nullable UUID causation,
            String traceparent,
            String data) {}

    /** Rows after that id, in the order of their ids. */
    static List<Row> read(Connection connection, String table, long afterId, int most) throws SQLException {
        var columns =
                "clinic_id, id, stream_id, sequence, event_id, type, occurred_at, causation_id, traceparent, data";
        var sql = switch (table) {
            case "outbox" -> "SELECT " + columns + " FROM outbox WHERE id > ? ORDER BY id LIMIT ?";
            case "event_log" -> "SELECT " + columns + " FROM event_log WHERE id > ? ORDER BY id LIMIT ?";
            default -> throw new IllegalArgumentException(table);
        };
        try (var select = connection.prepareStatement(sql)) {
            select.setLong(1, afterId);
            select.setInt(2, most);
            var found = select.executeQuery();
            var rows = new ArrayList<Row>();
            while (found.next()) {
                rows.add(new Row(
                        found.getObject(1, UUID.class),
                        found.getLong(2),
                        found.getObject(3, UUID.class),
                        found.getLong(4),
                        found.getObject(5, UUID.class),
                        found.getString(6),
                        found.getObject(7, OffsetDateTime.class).toInstant(),
                        found.getObject(8, UUID.class),
                        found.getString(9),
                        found.getString(10)));
            }
            return rows;
        }
    }

    ProducerRecord<String, byte[]> of(Row row, String topic) {
        var record = new ProducerRecord<String, byte[]>(
                topic, row.stream().toString(), row.data().getBytes(StandardCharsets.UTF_8));
        var headers = record.headers();
        Ce.put(headers, Ce.SPEC_VERSION, "1.0");
        Ce.put(headers, Ce.ID, row.eventId().toString());
        Ce.put(headers, Ce.SOURCE, "/paincare/" + service);
        Ce.put(headers, Ce.TYPE, row.type());
        Ce.put(headers, Ce.SUBJECT, row.stream().toString());
        Ce.put(headers, Ce.TIME, row.occurredAt().toString());
        Ce.put(headers, Ce.CLINIC, row.clinic().toString());
        Ce.put(headers, Ce.SEQUENCE, Long.toString(row.sequence()));
        Ce.put(headers, Ce.DATA_CONTENT_TYPE, "application/json");
        Ce.put(headers, Ce.CONTENT_TYPE, "application/json");
        Ce.put(headers, Ce.TRACEPARENT, row.traceparent());
        if (row.causation() != null) {
            Ce.put(headers, Ce.CAUSATION, row.causation().toString());
        }
        return record;
    }
}
