package org.paincare.patient;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paincare.platform.Ids;
import org.paincare.platform.event.Inbox;
import org.paincare.platform.event.IncomingEvent;
import org.paincare.platform.event.Outbox;
import org.paincare.platform.event.OutgoingEvent;
import org.paincare.platform.tenancy.Tenancy;
import org.paincare.testing.PaincareTestResource;
import org.paincare.testing.TestServers;
import org.paincare.testing.contract.ProducerContract;
import org.paincare.testing.local.DemoClinic;

/** Every event leaves once and has one effect, in the order of its stream, whatever happens on the way. */
@QuarkusTest
@QuarkusTestResource(
        value = PaincareTestResource.class,
        initArgs = {@ResourceArg(name = "service", value = "patient"), @ResourceArg(name = "kafka", value = "true")})
class EventsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SOURCE = "/paincare/probe";

    @Inject
    Inbox inbox;

    @Inject
    Outbox outbox;

    @Inject
    Probe probe;

    @BeforeEach
    void theClinicsAreOpenAndTheProbeIsWhole() {
        Bogota.open();
        probe.breakDown(false);
    }

    @Test
    void anEventOutsideATransactionIsRefused() {
        var event = OutgoingEvent.of("PatientRegistered", UUID.randomUUID(), Instant.EPOCH, Map.of());

        org.assertj.core.api.Assertions.assertThatIllegalStateException().isThrownBy(() -> outbox.append(event));
    }

    @Test
    void aRegistrationReachesKafkaAsItsContractSays() throws Exception {
        var patient = Bogota.patient();

        var record = awaitRecord("paincare.patient.v1", patient.toString());

        var headers = new LinkedHashMap<String, String>();
        record.headers().forEach(h -> headers.put(h.key(), new String(h.value(), StandardCharsets.UTF_8)));
        ProducerContract.assertRecord(record.topic(), record.key(), headers, JSON.readTree(record.value()));
        assertThat(headers).containsEntry("ce_sequence", "1");
        assertThat(record.value()).doesNotContain("Rosal", "Ib");
    }

    @Test
    void aRefusedRegistrationSendsNothing() throws Exception {
        var person = Bogota.somebody();
        Bogota.register(person);
        long before = logged("SELECT count(*) FROM stream_counter");

        Bogota.as("coordinator").post("/v1/patients", person).refused(409, "PATIENT_IDENTIFIER_TAKEN");

        assertThat(logged("SELECT count(*) FROM stream_counter")).isEqualTo(before);
    }

    @Test
    void eventsInAnyOrderAndRepeatedHaveOneEffectEachInTheOrderOfTheStream() throws SQLException {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int round = 0; round < 20; round++) {
            var stream = UUID.randomUUID();
            int length = 1 + random.nextInt(8);
            var arrivals = new ArrayList<IncomingEvent>();
            for (int number = 1; number <= length; number++) {
                var event = event(stream, number, false);
                arrivals.addAll(Collections.nCopies(1 + random.nextInt(3), event));
            }
            Collections.shuffle(arrivals, random);

            arrivals.forEach(this::take);

            assertThat(effects(stream))
                    .as("seed %d round %d", seed, round)
                    .isEqualTo(LongStream.rangeClosed(1, length).boxed().toList());
            assertThat(parked(stream)).isZero();
        }
    }

    @Test
    void aPoisonEventHoldsItsOwnStreamOnlyAndARepairedOneIsTakenInOrder() throws SQLException {
        var sick = UUID.randomUUID();
        var well = UUID.randomUUID();
        probe.breakDown(true);

        take(event(sick, 1, false));
        assertThat(take(event(sick, 2, true))).isEqualTo(Inbox.Outcome.PARKED);
        assertThat(take(event(sick, 3, false))).isEqualTo(Inbox.Outcome.PARKED);
        assertThat(take(event(well, 1, false))).isEqualTo(Inbox.Outcome.TAKEN);
        assertThat(effects(sick)).containsExactly(1L);

        var listed = Bogota.as("ops").get("/v1/services/patient/parked-events").expect(200);
        assertThat(listed.json().findValuesAsText("streamId")).contains(sick.toString());
        assertThat(listed.response().body()).doesNotContain("poison");

        var stream = Map.of("clinicId", DemoClinic.BOGOTA.id(), "source", SOURCE, "streamId", sick);
        var stillBroken = Bogota.as("ops")
                .post("/v1/services/patient/parked-events/retries", stream)
                .expect(200);
        assertThat(stillBroken.json().get("taken").asInt()).isZero();
        probe.breakDown(false);
        var mended = Bogota.as("ops")
                .post("/v1/services/patient/parked-events/retries", stream)
                .expect(200);

        assertThat(mended.json().get("taken").asInt()).isEqualTo(2);
        assertThat(effects(sick)).containsExactly(1L, 2L, 3L);
        assertThat(parked(sick)).isZero();
    }

    @Test
    void twoOperatorsGiveUpAnEventThatCanNeverBeTakenAndItsStreamGoesOn() throws SQLException {
        var parkedEvents = "/v1/services/patient/parked-events";
        var sick = UUID.randomUUID();
        probe.breakDown(true);
        take(event(sick, 1, false));
        var poison = event(sick, 2, true);
        take(poison);
        take(event(sick, 3, false));

        var shape = Bogota.as("ops")
                .get(parkedEvents + "/" + poison.id() + "/shape?clinicId=" + DemoClinic.BOGOTA.id())
                .expect(200);
        assertThat(shape.response().body())
                .contains("\"number\":\"whole number\"")
                .doesNotContain("true");
        Bogota.as("ops")
                .get(parkedEvents + "/" + poison.id() + "/shape?clinicId=" + DemoClinic.CARTAGENA.id())
                .refused(404, "NOT_FOUND");

        Bogota.as("ops").post(parkedEvents + "/discards", unwanted(sick, 3)).refused(409, "EVENT_NOT_NEXT");
        Bogota.as("ops")
                .post(parkedEvents + "/discards", unwanted(UUID.randomUUID(), 1))
                .refused(404, "NOT_FOUND");
        var asked = Bogota.as("ops")
                .post(parkedEvents + "/discards", unwanted(sick, 2))
                .expect(200);
        assertThat(parked(sick)).as("nothing changes by asking").isEqualTo(2);
        var agreement = parkedEvents + "/discards/" + asked.id() + "/agreement";
        var clinic = Map.of("clinicId", DemoClinic.BOGOTA.id());
        Bogota.as("ops").post(agreement, clinic).refused(409, "SECOND_PERSON_REQUIRED");
        Bogota.as("clinic-admin").post(agreement, clinic).refused(403, "FORBIDDEN");

        var agreed = Bogota.as("ops2").post(agreement, clinic).expect(200);
        Bogota.as("ops2").post(agreement, clinic).expect(200);

        assertThat(agreed.json().get("agreedBy").asText())
                .isNotEqualTo(agreed.json().get("askedBy").asText());
        assertThat(effects(sick)).containsExactly(1L, 3L);
        assertThat(parked(sick)).isZero();
        assertThat(logged(
                        "SELECT count(*) FROM event_discard WHERE stream_id = '" + sick + "' AND data LIKE '%poison%'"))
                .as("the event is kept")
                .isEqualTo(1);
        assertThat(logged("SELECT count(*) FROM audit_entry WHERE resource_id = '" + poison.id()
                        + "' AND action IN ('EVENT_DISCARD_ASKED', 'EVENT_DISCARDED')"))
                .isEqualTo(2);
        var listed = Bogota.as("ops").get(parkedEvents + "/discards").expect(200);
        assertThat(listed.response().body()).contains(sick.toString()).doesNotContain("poison");
    }

    private static Map<String, Object> unwanted(UUID stream, long sequence) {
        return Map.of(
                "clinicId",
                DemoClinic.BOGOTA.id(),
                "source",
                SOURCE,
                "streamId",
                stream,
                "sequence",
                sequence,
                "reason",
                "The sender wrote it wrongly and sent it anew");
    }

    @Test
    void onlyOpsMaySeeOrRetryWhatIsParked() {
        Bogota.as("clinic-admin").get("/v1/services/patient/parked-events").refused(403, "FORBIDDEN");
        Bogota.as("ops").get("/v1/services/session/parked-events").refused(404, "NOT_FOUND");
    }

    /** As the consumer's thread does: outside any request. */
    private Inbox.Outcome take(IncomingEvent event) {
        return Tenancy.apartFromTheRequest(() -> inbox.take(event));
    }

    private static IncomingEvent event(UUID stream, long number, boolean poison) {
        return new IncomingEvent(
                Ids.next(),
                SOURCE,
                Probe.TYPE,
                DemoClinic.BOGOTA.id(),
                stream,
                number,
                Instant.EPOCH,
                null,
                "{\"number\":" + number + ",\"poison\":" + poison + ",\"later\":\"added\"}");
    }

    private static List<Long> effects(UUID stream) throws SQLException {
        try (var database = TestServers.shared().postgres().superuser("paincare_patient");
                var select = database.prepareStatement(
                        "SELECT reason::bigint FROM audit_entry WHERE action = 'PROBED' AND patient_id = ? ORDER BY xid, id")) {
            select.setObject(1, stream);
            var rows = select.executeQuery();
            var numbers = new ArrayList<Long>();
            while (rows.next()) {
                numbers.add(rows.getLong(1));
            }
            return numbers;
        }
    }

    private static long parked(UUID stream) throws SQLException {
        return logged("SELECT count(*) FROM parked_event WHERE stream_id = '" + stream + "'");
    }

    private static long logged(String sql) throws SQLException {
        try (var database = TestServers.shared().postgres().superuser("paincare_patient");
                var statement = database.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static ConsumerRecord<String, String> awaitRecord(String topic, String key) {
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", TestServers.shared().kafka()),
                new StringDeserializer(),
                new StringDeserializer())) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(p -> new TopicPartition(topic, p.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (System.nanoTime() < deadline) {
                for (var record : consumer.poll(Duration.ofMillis(200))) {
                    if (key.equals(record.key())) {
                        return record;
                    }
                }
            }
            throw new AssertionError("nothing arrived on " + topic);
        }
    }
}
