package org.paincare.outcome;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.paincare.testing.TestServers;
import org.paincare.testing.contract.ProducerContract;

/** What this service told of one patient, read from the real broker and held to its contracts. */
public final class ToldByUs {

    private static final String TOPIC = "paincare.outcome.v1";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ToldByUs() {}

    /** @param name for example WindowClosed */
    public record Told(String name, JsonNode data) {}

    /** Everything told of the patient, once it contains what is waited for; fails on a broken contract. */
    public static List<Told> of(UUID patient, Predicate<List<Told>> enough) {
        Map<String, Object> settings = Map.of("bootstrap.servers", TestServers.shared().kafka());
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            var partitions = consumer.partitionsFor(TOPIC).stream()
                    .map(one -> new TopicPartition(one.topic(), one.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var told = new ArrayList<Told>();
            var until = System.nanoTime() + PATIENCE.toNanos();
            while (!enough.test(told) && System.nanoTime() < until) {
                for (var record : consumer.poll(Duration.ofMillis(200))) {
                    if (record.key().equals(patient.toString())) {
                        var headers = new HashMap<String, String>();
                        record.headers()
                                .forEach(one -> headers.put(
                                        one.key(), new String(one.value(), StandardCharsets.UTF_8)));
                        var data = json(record.value());
                        ProducerContract.assertRecord(TOPIC, record.key(), headers, data);
                        var type = headers.getOrDefault("ce_type", "");
                        told.add(new Told(type.split("\\.")[3], data));
                    }
                }
            }
            return told;
        }
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
