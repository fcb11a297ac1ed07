package org.paincare.platform.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.sdk.trace.IdGenerator;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.paincare.platform.Ids;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.tenancy.CurrentClinic;

/**
 * Appends events in the transaction of the change they tell of, so that both are there or neither is.
 *
 * <p>Events of one transaction are written when it is about to commit, streams in the order of their ids: the stream's
 * counter row is then the transaction's last lock, held only for the commit itself, and two transactions that touch the
 * same streams cannot deadlock over them.
 */
@ApplicationScoped
public class Outbox {

    private static final String PENDING = "paincare.outbox.pending";

    private record Pending(UUID id, OutgoingEvent event, String json) {}

    private final Jdbc jdbc;
    private final ObjectMapper json;
    private final CurrentClinic clinic;
    private final TransactionManager transactions;
    private final TransactionSynchronizationRegistry registry;
    private final Relay relay;
    private final String service;

    Outbox(
            DataSource pool,
            ObjectMapper json,
            CurrentClinic clinic,
            TransactionManager transactions,
            TransactionSynchronizationRegistry registry,
            Relay relay,
            @ConfigProperty(name = "paincare.service") String service) {
        this.jdbc = new Jdbc(pool);
        this.json = json;
        this.clinic = clinic;
        this.transactions = transactions;
        this.registry = registry;
        this.relay = relay;
        this.service = service;
    }

    /**
     * Adds the event to the transaction under way.
     *
     * @return the event's id, to name it as a cause
     * @throws IllegalStateException outside a transaction
     */
    public UUID append(OutgoingEvent event) {
        mustBeInTransaction();
        try {
            var pending = new Pending(Ids.next(), event, json.writeValueAsString(event.data()));
            pending().add(pending);
            return pending.id();
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private List<Pending> pending() {
        if (registry.getResource(PENDING) instanceof List<?> list) {
            return (List<Pending>) list;
        }
        var list = new ArrayList<Pending>();
        registry.putResource(PENDING, list);
        registry.registerInterposedSynchronization(new Synchronization() {
            @Override
            public void beforeCompletion() {
                writeAll(list);
            }

            @Override
            public void afterCompletion(int status) {
                if (status == Status.STATUS_COMMITTED) {
                    relay.wake();
                }
            }
        });
        return list;
    }

    private void writeAll(List<Pending> list) {
        list.stream().sorted(Comparator.comparing(p -> p.event().streamId())).forEach(this::write);
    }

    /** Takes the stream's next number and writes the row, in one round trip. */
    private void write(Pending pending) {
        var event = pending.event();
        jdbc.update(
                "WITH counter AS (INSERT INTO stream_counter (clinic_id, stream_id, last_sequence) VALUES (?, ?, 1)"
                        + " ON CONFLICT (clinic_id, stream_id)"
                        + " DO UPDATE SET last_sequence = stream_counter.last_sequence + 1 RETURNING last_sequence)"
                        + " INSERT INTO outbox (clinic_id, stream_id, sequence, event_id, type, occurred_at, causation_id,"
                        + " traceparent, data) SELECT ?, ?, last_sequence, ?, ?, ?, ?, ?, ? FROM counter",
                clinic.get(),
                event.streamId(),
                clinic.get(),
                event.streamId(),
                pending.id(),
                "org.paincare." + service + "." + event.name() + ".v1",
                event.occurredAt(),
                event.causationId(),
                traceparent(),
                pending.json());
    }

    /** W3C trace context of the request, or of a trace that begins here where a timer or the system caused the event. */
    private static String traceparent() {
        var span = Span.current().getSpanContext();
        return span.isValid()
                ? "00-" + span.getTraceId() + "-" + span.getSpanId() + "-"
                        + span.getTraceFlags().asHex()
                : "00-" + IdGenerator.random().generateTraceId() + "-"
                        + IdGenerator.random().generateSpanId() + "-00";
    }

    private void mustBeInTransaction() {
        try {
            if (transactions.getStatus() != Status.STATUS_ACTIVE) {
                throw new IllegalStateException("an event is only ever appended inside a transaction");
            }
        } catch (SystemException e) {
            throw new IllegalStateException(e);
        }
    }
}
