package org.paincare.e2e.attacks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.paincare.e2e.whole.Whole;
import org.paincare.local.Component;
import org.paincare.testing.http.Api;

/** Where whoever runs the system looks, and so nothing of a person may stand: logs, metrics, Kafka. */
final class OpenPlaces {

    private static final Duration LOOK = Duration.ofMillis(500);

    private OpenPlaces() {}

    /** The places in which a word stands, with a little of what is around it. */
    static List<String> tell(Whole whole, String word) {
        List<String> found = new ArrayList<>();
        logs().forEach(log -> lines(log)
                .filter(line -> line.contains(word))
                .limit(3)
                .forEach(line -> found.add(log.getFileName() + ": " + around(line, word))));
        for (Component program : Whole.SERVICES) {
            look(found, program.label() + "'s metrics", metrics(whole, program), word);
        }
        look(found, "gateway's metrics", metrics(whole, Component.GATEWAY), word);
        records(whole).forEach(record -> look(found, record.topic(), told(record), word));
        return found;
    }

    private static void look(List<String> found, String place, String text, String word) {
        if (text.contains(word)) {
            found.add(place + ": " + around(text, word));
        }
    }

    private static String around(String text, String word) {
        int at = text.indexOf(word);
        return text.substring(Math.max(0, at - 150), Math.min(text.length(), at + word.length() + 150));
    }

    private static List<Path> logs() {
        try (Stream<Path> files = Files.list(Whole.home().resolve("logs"))) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> lines(Path log) {
        try {
            return Files.readString(log, StandardCharsets.ISO_8859_1).lines();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String metrics(Whole whole, Component program) {
        return Api.at(whole.system().url(program))
                .with("Accept", "text/plain")
                .get("/q/metrics")
                .response()
                .body();
    }

    /** Everything that any service told, whole. */
    private static List<ConsumerRecord<String, String>> records(Whole whole) {
        try (KafkaConsumer<String, String> reader = new KafkaConsumer<>(
                Map.of("bootstrap.servers", whole.system().kafka(), "enable.auto.commit", false),
                new StringDeserializer(),
                new StringDeserializer())) {
            List<TopicPartition> partitions = Whole.SERVICES.stream()
                    .flatMap(service -> reader.partitionsFor("paincare." + service.label() + ".v1").stream())
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            reader.assign(partitions);
            reader.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = reader.endOffsets(partitions);
            List<ConsumerRecord<String, String>> records = new ArrayList<>();
            while (partitions.stream().anyMatch(each -> reader.position(each) < ends.get(each))) {
                reader.poll(LOOK).forEach(records::add);
            }
            return records;
        }
    }

    private static String told(ConsumerRecord<String, String> record) {
        StringBuilder told = new StringBuilder(record.key()).append(' ').append(record.value());
        for (Header header : record.headers()) {
            told.append(' ').append(new String(header.value(), StandardCharsets.UTF_8));
        }
        return told.toString();
    }
}
