package org.paincare.e2e.faults;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.paincare.e2e.whole.Whole;
import org.paincare.local.Component;

/** What the broker holds of a service's events, read without a consumer group. */
final class Topic implements AutoCloseable {

    private static final Duration LOOK = Duration.ofMillis(200);

    private final KafkaConsumer<String, byte[]> reader;
    private final List<String> streams = new ArrayList<>();

    private Topic(KafkaConsumer<String, byte[]> reader) {
        this.reader = reader;
    }

    /** Sees what is sent from now on. */
    static Topic of(Whole whole, Component service) {
        KafkaConsumer<String, byte[]> reader = new KafkaConsumer<>(
                Map.of("bootstrap.servers", whole.system().kafka(), "enable.auto.commit", false),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = reader.partitionsFor("paincare." + service.label() + ".v1").stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        reader.assign(partitions);
        reader.seekToEnd(partitions);
        partitions.forEach(reader::position);
        return new Topic(reader);
    }

    /** How many records of that stream and sequence the broker has acknowledged since. */
    long copies(String stream, long sequence) {
        reader.poll(LOOK)
                .forEach(record -> streams.add(record.key() + " "
                        + new String(record.headers().lastHeader("ce_sequence").value(), StandardCharsets.UTF_8)));
        return streams.stream().filter((stream + " " + sequence)::equals).count();
    }

    @Override
    public void close() {
        reader.close();
    }
}
