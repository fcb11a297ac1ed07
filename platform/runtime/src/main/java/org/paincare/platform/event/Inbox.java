package org.paincare.platform.event;

import io.quarkus.arc.All;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.tenancy.Tenancy;

/**
 * Gives every event exactly one effect, in the order of its stream.
 *
 * <p>One row per (clinic, consumer, source, stream) holds the last number taken. At or below it an event is dropped; the
 * next one is handled and the number advances in the same transaction; a later one parks until the gap is filled. An
 * event whose handler fails for good parks too, which holds its stream (every later number is then "later") while other
 * streams pass.
 */
@ApplicationScoped
public class Inbox {

    private static final Logger LOG = Logger.getLogger(Inbox.class);

    private static final String KEY = " clinic_id = ? AND consumer = ? AND source = ? AND stream_id = ?";
    private static final String PARKED_COLUMNS =
            "event_id, source, type, clinic_id, stream_id, sequence, occurred_at, causation_id, data";

    private final Jdbc jdbc;
    private final Tenancy tenancy;
    private final EventLag lag;
    private final Map<String, EventHandler> handlers;
    private final String consumer;

    Inbox(
            DataSource pool,
            Tenancy tenancy,
            EventLag lag,
            @All List<EventHandler> handlers,
            @ConfigProperty(name = "paincare.service") String consumer) {
        this.jdbc = new Jdbc(pool);
        this.tenancy = tenancy;
        this.lag = lag;
        this.handlers = handlers.stream().collect(Collectors.toMap(EventHandler::type, Function.identity()));
        this.consumer = consumer;
    }

    /** The services whose topics this service listens to. */
    Set<String> sources() {
        return handlers.keySet().stream().map(type -> type.split("\\.")[2]).collect(Collectors.toUnmodifiableSet());
    }

    /** What became of an event. */
    public enum Outcome {
        TAKEN,
        REPEATED,
        PARKED
    }

    /**
     * Takes one event and then whatever was parked only because this one was missing.
     *
     * @throws RuntimeException for transient failures of the database only; the caller tries again later
     */
    public Outcome take(IncomingEvent event) {
        return tenancy.inClinic(event.clinicId(), () -> {
            var outcome = attempt(event, false);
            if (outcome == Outcome.TAKEN) {
                healGap(event);
            }
            return outcome;
        });
    }

    /** Tries the parked events of one stream again, in order, up to the first that fails; how many were taken. */
    int replayParked(UUID clinic, String source, UUID stream) {
        return tenancy.inClinic(clinic, () -> {
            int taken = 0;
            while (true) {
                var next = nextParked(clinic, source, stream);
                if (next.isEmpty() || attempt(next.get(), true) != Outcome.TAKEN) {
                    return taken;
                }
                taken++;
            }
        });
    }

    private void healGap(IncomingEvent event) {
        var next = nextParked(event.clinicId(), event.source(), event.streamId());
        while (next.isPresent() && attempt(next.get(), true) == Outcome.TAKEN) {
            next = nextParked(event.clinicId(), event.source(), event.streamId());
        }
    }

    private Outcome attempt(IncomingEvent event, boolean wasParked) {
        try {
            var outcome = QuarkusTransaction.requiringNew().call(() -> takeInTransaction(event, wasParked));
            if (outcome == Outcome.TAKEN) {
                lag.taken(event);
            }
            return outcome;
        } catch (RuntimeException failure) {
            if (Transient.is(failure)) {
                throw failure;
            }
            LOG.warnf(
                    "event %s of type %s parked: %s",
                    event.id(), event.type(), failure.getClass().getName());
            return QuarkusTransaction.requiringNew().call(() -> {
                park(event, failure.getClass().getSimpleName());
                return Outcome.PARKED;
            });
        }
    }

    private Outcome takeInTransaction(IncomingEvent event, boolean wasParked) {
        var key = new Object[] {event.clinicId(), consumer, event.source(), event.streamId()};
        jdbc.update(
                "INSERT INTO inbox (clinic_id, consumer, source, stream_id, last_sequence) VALUES (?, ?, ?, ?, 0)"
                        + " ON CONFLICT DO NOTHING",
                key);
        long last = jdbc.first("SELECT last_sequence FROM inbox WHERE" + KEY + " FOR UPDATE", r -> r.getLong(1), key)
                .orElseThrow();
        if (event.sequence() <= last) {
            unpark(event);
            return Outcome.REPEATED;
        }
        if (event.sequence() > last + 1) {
            park(event, "GAP");
            return Outcome.PARKED;
        }
        if (!wasParked && isParked(event)) {
            return Outcome.PARKED;
        }
        var handler = handlers.get(event.type());
        if (handler != null) {
            handler.handle(event);
        }
        jdbc.update("UPDATE inbox SET last_sequence = ? WHERE" + KEY, event.sequence(), key[0], key[1], key[2], key[3]);
        unpark(event);
        return Outcome.TAKEN;
    }

    private boolean isParked(IncomingEvent event) {
        return jdbc.first("SELECT 1 FROM parked_event WHERE" + KEY + " AND sequence = ?", row -> true, parkedKey(event))
                .isPresent();
    }

    private void unpark(IncomingEvent event) {
        jdbc.update("DELETE FROM parked_event WHERE" + KEY + " AND sequence = ?", parkedKey(event));
    }

    private Object[] parkedKey(IncomingEvent event) {
        return new Object[] {event.clinicId(), consumer, event.source(), event.streamId(), event.sequence()};
    }

    private void park(IncomingEvent event, String reason) {
        jdbc.update(
                "INSERT INTO parked_event (clinic_id, consumer, source, stream_id, sequence, event_id, type, occurred_at,"
                        + " causation_id, data, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                event.clinicId(),
                consumer,
                event.source(),
                event.streamId(),
                event.sequence(),
                event.id(),
                event.type(),
                event.occurredAt(),
                event.causationId(),
                event.data(),
                reason);
    }

    /** The parked event that is the stream's next, if it is there. */
    private java.util.Optional<IncomingEvent> nextParked(UUID clinic, String source, UUID stream) {
        return QuarkusTransaction.requiringNew()
                .call(() -> jdbc.first(
                        "SELECT " + PARKED_COLUMNS + " FROM parked_event WHERE" + KEY
                                + " AND sequence = (SELECT last_sequence + 1 FROM inbox WHERE" + KEY + ")",
                        Inbox::parked,
                        clinic,
                        consumer,
                        source,
                        stream,
                        clinic,
                        consumer,
                        source,
                        stream));
    }

    private static IncomingEvent parked(ResultSet row) throws SQLException {
        return new IncomingEvent(
                row.getObject("event_id", UUID.class),
                row.getString("source"),
                row.getString("type"),
                row.getObject("clinic_id", UUID.class),
                row.getObject("stream_id", UUID.class),
                row.getLong("sequence"),
                Jdbc.instant(row, "occurred_at"),
                row.getObject("causation_id", UUID.class),
                row.getString("data"));
    }
}
