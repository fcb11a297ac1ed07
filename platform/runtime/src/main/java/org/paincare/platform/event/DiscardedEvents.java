package org.paincare.platform.event;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.Ids;
import org.paincare.platform.audit.Audit;
import org.paincare.platform.audit.AuditEntry;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.identity.Caller;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.tenancy.Tenancy;

/**
 * Lets a stream go on without an event that can never be taken. One operator asks with a reason, another agrees; the event
 * is kept. Only the event that holds its stream up can be given up: what waits behind it waits for nothing else.
 */
@ApplicationScoped
class DiscardedEvents {

    private static final int MOST = 500;
    private static final String SHOWN =
            "clinic_id, id, source, stream_id, sequence, event_id, type, occurred_at, failure,"
                    + " reason, asked_by, asked_at, agreed_by, agreed_at";
    private static final String STREAM = " clinic_id = ? AND consumer = ? AND source = ? AND stream_id = ?";

    /** One event given up or about to be, without its content. {@code agreedBy} is absent until a second person agreed. */
    public record Discard(
            UUID clinicId,
            UUID id,
            String source,
            UUID streamId,
            long sequence,
            UUID eventId,
            String type,
            Instant occurredAt,
            String failure,
            String reason,
            UUID askedBy,
            Instant askedAt,
            @Nullable UUID agreedBy,
            @Nullable Instant agreedAt) {}

    private final AgroalDataSource ops;
    private final Jdbc jdbc;
    private final Tenancy tenancy;
    private final Audit audit;
    private final Inbox inbox;
    private final String consumer;

    DiscardedEvents(
            @DataSource("ops") AgroalDataSource ops,
            javax.sql.DataSource pool,
            Tenancy tenancy,
            Audit audit,
            Inbox inbox,
            @ConfigProperty(name = "paincare.service") String consumer) {
        this.ops = ops;
        this.jdbc = new Jdbc(pool);
        this.tenancy = tenancy;
        this.audit = audit;
        this.inbox = inbox;
        this.consumer = consumer;
    }

    /** The newest 500 of all clinics. */
    List<Discard> list() throws SQLException {
        try (var connection = ops.getConnection();
                var select = connection.prepareStatement(
                        "SELECT " + SHOWN + " FROM event_discard ORDER BY asked_at DESC, id LIMIT " + MOST)) {
            var rows = select.executeQuery();
            var discards = new ArrayList<Discard>();
            while (rows.next()) {
                discards.add(shown(rows));
            }
            return discards;
        }
    }

    /**
     * Asks for the event to be given up; asked again, answers what was asked first.
     *
     * @throws Problem NOT_FOUND where it is not parked, EVENT_NOT_NEXT where another holds the stream up
     */
    Discard ask(Caller caller, UUID clinic, String source, UUID stream, long sequence, String reason) {
        return inTransaction(clinic, () -> {
            mustHoldTheStreamUp(clinic, source, stream, sequence);
            var id = Ids.next();
            int added = jdbc.update(
                    "INSERT INTO event_discard (clinic_id, id, consumer, source, stream_id, sequence, event_id, type,"
                            + " occurred_at, data, failure, reason, asked_by) SELECT clinic_id, ?, consumer, source,"
                            + " stream_id, sequence, event_id, type, occurred_at, data, reason, ?, ? FROM parked_event"
                            + " WHERE" + STREAM + " AND sequence = ? ON CONFLICT DO NOTHING",
                    id,
                    reason,
                    caller.id(),
                    clinic,
                    consumer,
                    source,
                    stream,
                    sequence);
            var discard = jdbc.first(
                            "SELECT " + SHOWN + " FROM event_discard WHERE" + STREAM + " AND sequence = ?",
                            DiscardedEvents::shown,
                            clinic,
                            consumer,
                            source,
                            stream,
                            sequence)
                    .orElseThrow();
            if (added == 1) {
                audit.wroteAs(caller, entry("EVENT_DISCARD_ASKED", discard));
            }
            return discard;
        });
    }

    /**
     * Gives the event up and takes what waited behind it.
     *
     * @throws Problem NOT_FOUND, SECOND_PERSON_REQUIRED, EVENT_NOT_NEXT where it was taken in the meantime
     */
    Discard agree(Caller caller, UUID clinic, UUID id) {
        var discard = inTransaction(clinic, () -> {
            var asked = find(clinic, id).orElseThrow(() -> Problem.of(PlatformProblem.NOT_FOUND));
            if (asked.agreedBy() != null) {
                return asked;
            }
            if (asked.askedBy().equals(caller.id())) {
                throw Problem.of(PlatformProblem.SECOND_PERSON_REQUIRED);
            }
            mustHoldTheStreamUp(clinic, asked.source(), asked.streamId(), asked.sequence());
            jdbc.update(
                    "UPDATE event_discard SET agreed_by = ?, agreed_at = clock_timestamp() WHERE clinic_id = ? AND id = ?",
                    caller.id(),
                    clinic,
                    id);
            jdbc.update(
                    "DELETE FROM parked_event WHERE" + STREAM + " AND sequence = ?",
                    clinic,
                    consumer,
                    asked.source(),
                    asked.streamId(),
                    asked.sequence());
            jdbc.update(
                    "UPDATE inbox SET last_sequence = ? WHERE" + STREAM,
                    asked.sequence(),
                    clinic,
                    consumer,
                    asked.source(),
                    asked.streamId());
            audit.wroteAs(caller, entry("EVENT_DISCARDED", asked));
            return find(clinic, id).orElseThrow();
        });
        inbox.replayParked(clinic, discard.source(), discard.streamId());
        return discard;
    }

    private AuditEntry entry(String action, Discard discard) {
        return AuditEntry.of(action, "event", discard.eventId()).because(discard.reason());
    }

    /** Locks the stream: nothing of it is taken meanwhile. */
    private void mustHoldTheStreamUp(UUID clinic, String source, UUID stream, long sequence) {
        var last = jdbc.first(
                "SELECT last_sequence FROM inbox WHERE" + STREAM + " FOR UPDATE",
                row -> row.getLong(1),
                clinic,
                consumer,
                source,
                stream);
        if (last.isEmpty()) {
            throw Problem.of(PlatformProblem.NOT_FOUND);
        }
        var parked = jdbc.first(
                "SELECT 1 FROM parked_event WHERE" + STREAM + " AND sequence = ?",
                row -> 1,
                clinic,
                consumer,
                source,
                stream,
                sequence);
        if (parked.isEmpty() || last.get() + 1 != sequence) {
            throw Problem.of(PlatformProblem.EVENT_NOT_NEXT);
        }
    }

    private Optional<Discard> find(UUID clinic, UUID id) {
        return jdbc.first(
                "SELECT " + SHOWN + " FROM event_discard WHERE clinic_id = ? AND id = ? FOR UPDATE",
                DiscardedEvents::shown,
                clinic,
                id);
    }

    private <T> T inTransaction(UUID clinic, java.util.concurrent.Callable<T> work) {
        return tenancy.inClinic(clinic, () -> QuarkusTransaction.requiringNew().call(work));
    }

    private static Discard shown(ResultSet row) throws SQLException {
        var agreedAt = row.getObject("agreed_at", OffsetDateTime.class);
        return new Discard(
                row.getObject("clinic_id", UUID.class),
                row.getObject("id", UUID.class),
                row.getString("source"),
                row.getObject("stream_id", UUID.class),
                row.getLong("sequence"),
                row.getObject("event_id", UUID.class),
                row.getString("type"),
                Jdbc.instant(row, "occurred_at"),
                row.getString("failure"),
                row.getString("reason"),
                row.getObject("asked_by", UUID.class),
                Jdbc.instant(row, "asked_at"),
                row.getObject("agreed_by", UUID.class),
                agreedAt == null ? null : agreedAt.toInstant());
    }
}
