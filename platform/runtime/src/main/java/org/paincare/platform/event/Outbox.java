package org.paincare.platform.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.sdk.trace.IdGenerator;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.io.UncheckedIOException;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.paincare.platform.Ids;
import org.paincare.platform.db.CommitWrites;
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

    private static final String WAKES = "paincare.outbox.wakes";
    /** Takes the stream's next number and writes the row. */
    private static final String INSERT =
            "WITH counter AS (INSERT INTO stream_counter (clinic_id, stream_id, last_sequence) VALUES (?, ?, 1)"
                    + " ON CONFLICT (clinic_id, stream_id)"
                    + " DO UPDATE SET last_sequence = stream_counter.last_sequence + 1 RETURNING last_sequence)"
                    + " INSERT INTO outbox (clinic_id, stream_id, sequence, event_id, type, occurred_at, causation_id,"
                    + " traceparent, data) SELECT ?, ?, last_sequence, ?, ?, ?, ?, ?, ? FROM counter";

    private final CommitWrites writes;
    private final ObjectMapper json;
    private final CurrentClinic clinic;
    private final TransactionSynchronizationRegistry registry;
    private final Relay relay;
    private final String service;

    Outbox(
            CommitWrites writes,
            ObjectMapper json,
            CurrentClinic clinic,
            TransactionSynchronizationRegistry registry,
            Relay relay,
            @ConfigProperty(name = "paincare.service") String service) {
        this.writes = writes;
        this.json = json;
        this.clinic = clinic;
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
        var id = Ids.next();
        writes.add(
                CommitWrites.Turn.EVENT,
                event.streamId(),
                INSERT,
                clinic.get(),
                event.streamId(),
                clinic.get(),
                event.streamId(),
                id,
                "org.paincare." + service + "." + event.name() + ".v1",
                event.occurredAt(),
                event.causationId(),
                traceparent(),
                json(event));
        wakeTheRelay();
        return id;
    }

    private String json(OutgoingEvent event) {
        try {
            return json.writeValueAsString(event.data());
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Once per transaction, when it has committed. */
    private void wakeTheRelay() {
        if (registry.getResource(WAKES) != null) {
            return;
        }
        registry.putResource(WAKES, true);
        registry.registerInterposedSynchronization(new Synchronization() {
            @Override
            public void beforeCompletion() {
                // the events are written by then
            }

            @Override
            public void afterCompletion(int status) {
                if (status == Status.STATUS_COMMITTED) {
                    relay.wake();
                }
            }
        });
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
}
