package org.paincare.platform.event;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** The Kafka producer: idempotent, acknowledged by all replicas, gives up on a record before the relay's lock ends. */
@Singleton
class EventProducer {

    /** Under the relay role's idle_in_transaction_session_timeout of 5 s. */
    private static final long ACKNOWLEDGE_MILLIS = 4_000;

    private final KafkaAccess kafka;
    private final Map<String, Object> settings;
    private @Nullable KafkaProducer<String, byte[]> producer;

    EventProducer(KafkaAccess kafka, @ConfigProperty(name = "paincare.service") String service) {
        this.kafka = kafka;
        this.settings = Map.of(
                ProducerConfig.CLIENT_ID_CONFIG,
                service + "-relay",
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true,
                ProducerConfig.LINGER_MS_CONFIG,
                0,
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                2_000,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                2_000,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                3_000);
    }

    /**
     * Sends all, in order, and returns when the broker has acknowledged all.
     *
     * <p>After a failure the producer is thrown away: what it still held must not arrive behind what is sent anew.
     */
    void sendAll(List<ProducerRecord<String, byte[]>> records)
            throws InterruptedException, ExecutionException, TimeoutException {
        var sending = producer();
        try {
            var acknowledgements = new ArrayList<Future<?>>();
            for (var record : records) {
                var acknowledgement = sending.send(record);
                if (acknowledgement.isDone()) {
                    // Failed at once: the broker is away, and every further send would wait for it anew.
                    acknowledgement.get();
                }
                acknowledgements.add(acknowledgement);
            }
            long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ACKNOWLEDGE_MILLIS);
            for (var acknowledgement : acknowledgements) {
                acknowledgement.get(Math.max(deadline - System.nanoTime(), 0), TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException | ExecutionException | TimeoutException | RuntimeException failure) {
            discard(sending);
            throw failure;
        }
    }

    private synchronized void discard(KafkaProducer<String, byte[]> failed) {
        failed.close(Duration.ZERO);
        if (producer == failed) {
            producer = null;
        }
    }

    private synchronized KafkaProducer<String, byte[]> producer() {
        if (producer == null) {
            producer = new KafkaProducer<>(kafka.with(settings), new StringSerializer(), new ByteArraySerializer());
        }
        return producer;
    }

    synchronized void close(@Observes ShutdownEvent stop) {
        if (producer != null) {
            producer.close(Duration.ofSeconds(2));
        }
    }
}
