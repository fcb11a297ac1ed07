package org.paincare.outcome.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paincare.outcome.OutcomeServers.as;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.paincare.outcome.Clinic;
import org.paincare.outcome.Events;
import org.paincare.outcome.ToldByUs;
import org.paincare.platform.Ids;
import org.paincare.testing.TestServers;

/** A patient told of over the real broker is followed here, and what follows is told over it again. */
@QuarkusTest
class ThroughTheBrokerTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 1, 12);

    @Inject
    Events events;

    @Inject
    Clinic clinic;

    @Test
    void screeningToldByPatientServiceOpensTheBaselineFormsAndThatIsTold() {
        clinic.itIs(TODAY, 9);
        events.clinicsAreConfigured();
        var patient = Ids.next();

        send(patient, 1, "PatientRegistered", """
                {"patientId": "%s", "birthDate": "1985-03-14", "sexAtBirth": "FEMALE", "languages": ["es"],
                 "zone": "America/Bogota", "occurredAt": "2026-01-12T14:00:00Z"}""");
        send(patient, 2, "EnrolmentChanged", """
                {"patientId": "%s", "enrolmentId": "0197b3c0-0a01-7000-8000-000000000a01", "to": "SCREENING",
                 "occurredAt": "2026-01-12T14:00:00Z"}""".replace(
                        "0197b3c0-0a01-7000-8000-000000000a01", Ids.next().toString()));

        var told = ToldByUs.of(
                patient,
                all -> all.stream()
                        .anyMatch(one -> one.data().path("instrument").asText().equals("PHQ-9")));
        assertThat(told).extracting(ToldByUs.Told::name).contains("AssessmentDue");
        as("nurse")
                .get("/v1/patients/" + patient + "/assessments?state=OPEN")
                .then()
                .statusCode(200);
    }

    private static void send(UUID patient, int sequence, String name, String data) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", TestServers.shared().kafka(), "acks", "all");
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            var record = new ProducerRecord<>("paincare.patient.v1", patient.toString(), data.formatted(patient));
            Map.of(
                            "ce_specversion",
                            "1.0",
                            "ce_id",
                            Ids.next().toString(),
                            "ce_source",
                            "/paincare/patient",
                            "ce_type",
                            "org.paincare.patient." + name + ".v1",
                            "ce_subject",
                            patient.toString(),
                            "ce_time",
                            "2026-01-12T14:00:00Z",
                            "ce_clinicid",
                            Events.BOGOTA.toString(),
                            "ce_sequence",
                            Integer.toString(sequence),
                            "ce_datacontenttype",
                            "application/json",
                            "traceparent",
                            "00-472b77a3463926074e10ed84d57e68e3-b370f93749dfd0e4-01")
                    .forEach((key, value) -> record.headers().add(key, value.getBytes(StandardCharsets.UTF_8)));
            producer.send(record);
        }
    }
}
