package org.paincare.platform.event;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads the topics this service has handlers for (and its own replay topic) into the {@link Inbox}, one record after the
 * other, on one thread. Offsets are committed after the effects; a crash between the two repeats events, which the inbox
 * drops. A transient failure stops the partition at that record until it passes; nothing is skipped.
 */
@Singleton
class EventConsumer {

    private static final Logger LOG = Logger.getLogger(EventConsumer.class);
    /** How long the broker may hold an answer that has no event; one that comes is answered at once. */
    private static final Duration POLL = Duration.ofMillis(500);

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Inbox inbox;
    private final EventLag lag;
    private final String service;
    private final KafkaAccess kafka;
    private final boolean enabled;
    private volatile boolean running = true;
    private volatile @Nullable KafkaConsumer<String, byte[]> consumer;
    private @Nullable Thread thread;

    EventConsumer(
            Inbox inbox,
            EventLag lag,
            @ConfigProperty(name = "paincare.service") String service,
            KafkaAccess kafka,
            @ConfigProperty(name = "paincare.events.enabled", defaultValue = "true") boolean enabled) {
        this.inbox = inbox;
        this.lag = lag;
        this.service = service;
        this.kafka = kafka;
        this.enabled = enabled;
    }

    void start(@Observes StartupEvent start) {
        if (enabled && !inbox.sources().isEmpty()) {
            lag.begin(inbox.sources());
            thread = Thread.ofPlatform().name("event-consumer").daemon().start(this::run);
        }
    }

    void stop(@Observes ShutdownEvent stop) throws InterruptedException {
        running = false;
        var reading = consumer;
        if (reading != null) {
            reading.wakeup();
        }
        if (thread != null) {
            thread.join(Duration.ofSeconds(5));
        }
    }

    private void run() {
        while (running) {
            try (var reading = open()) {
                consumer = reading;
                while (running) {
                    takeAll(reading);
                }
            } catch (WakeupException stop) {
                return;
            } catch (KafkaException failure) {
                LOG.warnf("reading events begins anew: %s", failure.getClass().getName());
                rest();
            }
        }
    }

    private KafkaConsumer<String, byte[]> open() {
        Map<String, Object> settings = Map.of(
                ConsumerConfig.GROUP_ID_CONFIG,
                service,
                ConsumerConfig.CLIENT_ID_CONFIG,
                service + "-inbox",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                200,
                ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                (int) POLL.toMillis(),
                ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
                10_000,
                ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
                3_000);
        var opened = new KafkaConsumer<>(kafka.with(settings), new StringDeserializer(), new ByteArrayDeserializer());
        var topics = new TreeSet<String>();
        inbox.sources().forEach(source -> topics.add("paincare." + source + ".v1"));
        topics.add(EventReplay.topicOf(service));
        opened.subscribe(topics);
        return opened;
    }

    private void takeAll(KafkaConsumer<String, byte[]> reading) {
        var records = reading.poll(POLL);
        var done = new HashMap<TopicPartition, OffsetAndMetadata>();
        for (var partition : records.partitions()) {
            for (var record : records.records(partition)) {
                if (!running) {
                    break;
                }
                if (!take(record)) {
                    reading.seek(partition, record.offset());
                    rest();
                    break;
                }
                done.put(partition, new OffsetAndMetadata(record.offset() + 1));
            }
        }
        if (!done.isEmpty()) {
            reading.commitSync(done);
        }
        lag.waiting(reading.assignment().stream()
                .mapToLong(partition -> reading.currentLag(partition).orElse(0))
                .sum());
    }

    /** False where it has to be tried again later. */
    private boolean take(ConsumerRecord<String, byte[]> record) {
        var event = read(record);
        if (event == null) {
            // Not an event of ours at all: nothing names a clinic or a stream that could be parked.
            LOG.errorf("record %s-%d@%d is no event", record.topic(), record.partition(), record.offset());
            return true;
        }
        try {
            inbox.take(event);
            lag.held(null);
            return true;
        } catch (RuntimeException failure) {
            lag.held(event.id());
            LOG.warnf("events wait: %s", failure.getClass().getName());
            return false;
        }
    }

    private static @Nullable IncomingEvent read(ConsumerRecord<String, byte[]> record) {
        var headers = record.headers();
        try {
            var cause = Ce.get(headers, Ce.CAUSATION);
            return new IncomingEvent(
                    UUID.fromString(Ce.get(headers, Ce.ID)),
                    java.util.Objects.requireNonNull(Ce.get(headers, Ce.SOURCE)),
                    java.util.Objects.requireNonNull(Ce.get(headers, Ce.TYPE)),
                    UUID.fromString(Ce.get(headers, Ce.CLINIC)),
                    UUID.fromString(Ce.get(headers, Ce.SUBJECT)),
                    Long.parseLong(Ce.get(headers, Ce.SEQUENCE)),
                    Instant.parse(Ce.get(headers, Ce.TIME)),
                    cause == null ? null : UUID.fromString(cause),
                    new String(record.value(), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException | NullPointerException | java.time.DateTimeException notOurs) {
            return null;
        }
    }

    private static void rest() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
