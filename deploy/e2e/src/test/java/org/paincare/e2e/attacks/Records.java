package org.paincare.e2e.attacks;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.paincare.e2e.whole.Await;
import org.paincare.e2e.whole.Somebody;
import org.paincare.e2e.whole.Whole;
import org.paincare.local.demo.People;
import org.paincare.testing.http.Answer;
import org.paincare.testing.local.DemoClinic;

/** One record of every kind that a clinic can make in a few requests. */
public final class Records {

    private Records() {}

    public static void make(Whole whole, DemoClinic clinic) {
        People people = whole.people();
        String patient = "/v1/patients/"
                + people.of("coordinator", clinic)
                        .post("/v1/patients", Somebody.named("Frontera"))
                        .expect(201)
                        .id();
        people.of("nurse", clinic)
                .post(patient + "/facts", List.of(headacheDays()))
                .expect(201);
        people.of("nurse", clinic)
                .post(
                        patient + "/expectations-acknowledgements",
                        Map.of(
                                "sheetVersion",
                                people.of("nurse", clinic)
                                        .get("/v1/catalogue/expectations-sheet")
                                        .expect(200)
                                        .json()
                                        .get("version")
                                        .asText(),
                                "language",
                                "es",
                                "method",
                                "IN_PERSON"))
                .expect(201);
        people.of("nurse", clinic).post(patient + "/consents", consent()).expect(201);
        people.of("nurse", clinic)
                .post(
                        patient + "/prior-treatments",
                        Map.of("class", "BETA_BLOCKER", "drug", "Propranolol", "outcome", "INEFFECTIVE"))
                .expect(201);
        people.of("coordinator", clinic).post(patient + "/enrolments").expect(201);
        people.of("nurse", clinic)
                .post(patient + "/eligibility-evaluations", Map.of("scope", "P"))
                .expect(201);
        for (int i = 0; i < 2; i++) {
            people.of("clinic-admin", clinic)
                    .put("/v1/clinics/" + clinic.id() + "/staff/" + UUID.randomUUID(), nurse())
                    .expect(201);
        }
        people.of("nurse", clinic)
                .post(
                        "/v1/signature-challenges",
                        Map.of("resource", patient, "hash", "ab".repeat(32), "meaning", "TRIED"))
                .expect(201);
        PlannedCare care = PlannedCare.begin(whole, clinic);
        people.of("coordinator", clinic)
                .with("Idempotency-Key", UUID.randomUUID().toString())
                .post(
                        "/v1/bookings",
                        care.booking(
                                PlannedCare.chair(whole, clinic), Instant.now().plus(9, ChronoUnit.DAYS)))
                .expect(201);
        LocalDate day = LocalDate.now(ZoneOffset.UTC).minusDays(2);
        Await.until("outcome-service knows the patient", Whole.PATIENCE, () -> {
            Answer kept = people.of("nurse", clinic)
                    .put(
                            patient + "/diary-days/" + day,
                            Map.of("content", Map.of("headache", false), "source", "PHONE", "reason", "By telephone"));
            return kept.status() / 100 == 2;
        });
        people.of("nurse", clinic)
                .post(patient + "/assessments", Map.of("instrument", "PHQ-9"))
                .expect(201);
    }

    private static Map<String, Object> headacheDays() {
        return Map.of(
                "code",
                "HEADACHE_DAYS_28",
                "state",
                "PRESENT",
                "value",
                22,
                "unit",
                "d",
                "observedAt",
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                "source",
                "CLINICIAN");
    }

    private static Map<String, Object> consent() {
        return Map.of(
                "type",
                "TREATMENT_OFF_LABEL",
                "documentVersion",
                "2026.1",
                "documentHash",
                "ab".repeat(32),
                "language",
                "es",
                "capacity",
                "HAS_CAPACITY",
                "method",
                "PAPER",
                "signedAt",
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    }

    private static Map<String, Object> nurse() {
        return Map.of(
                "subject",
                UUID.randomUUID(),
                "displayName",
                "Enfermera Ficticia",
                "roles",
                List.of("nurse"),
                "active",
                true);
    }
}
