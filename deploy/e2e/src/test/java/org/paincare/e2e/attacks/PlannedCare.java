package org.paincare.e2e.attacks;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.paincare.e2e.whole.Await;
import org.paincare.e2e.whole.Somebody;
import org.paincare.e2e.whole.Whole;
import org.paincare.local.demo.People;
import org.paincare.testing.http.Answer;
import org.paincare.testing.http.Api;
import org.paincare.testing.local.DemoClinic;

/**
 * A patient with a signed plan, who can be given a chair.
 */
public record PlannedCare(DemoClinic clinic, UUID patient, UUID plan) {

    private static final Duration SESSION = Duration.ofHours(4);

    public static PlannedCare begin(Whole whole, DemoClinic clinic) {
        People people = whole.people();
        UUID patient = people.of("coordinator", clinic)
                .post("/v1/patients", Somebody.named("Silla " + UUID.randomUUID()))
                .expect(201)
                .id();
        Api prescriber = people.of("prescriber", clinic);
        Answer draft = drafted(prescriber, patient);
        UUID plan = draft.id();
        Map<String, Object> asked = Map.of(
                "resource",
                "/v1/plans/" + plan,
                "hash",
                draft.json().path("draft").path("contentHash").asText(),
                "meaning",
                "PRESCRIBES");
        UUID signature =
                prescriber.post("/v1/signature-challenges", asked).expect(201).id();
        // A token of somebody who has just signed in: a cached one may be too old to sign with.
        whole.people()
                .nobody()
                .as(people.maker().of(People.identity("prescriber", clinic)))
                .post(
                        "/v1/signature-challenges/" + signature + "/confirmations",
                        Map.of("resource", "/v1/plans/" + plan))
                .expect(200);
        prescriber
                .with("If-Match", draft.etag())
                .post("/v1/plans/" + plan + "/signatures", Map.of("signatureIds", List.of(signature)))
                .expect(200);
        return new PlannedCare(clinic, patient, plan);
    }

    /** Waits until session-service has heard of clinic and patient, as a client would that is told 404 or 409. */
    private static Answer drafted(Api prescriber, UUID patient) {
        Map<String, Object> content = Map.of(
                "protocolId",
                "DEMO-OUT",
                "dosingWeightKg",
                "64",
                "weightMeasuredAt",
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                "weightHow",
                "MEASURED");
        Answer[] last = new Answer[1];
        Await.until("session-service knows the patient", Whole.PATIENCE, () -> {
            last[0] = prescriber.post("/v1/patients/" + patient + "/plans", content);
            return last[0].status() != 404 && last[0].status() != 409;
        });
        return last[0].expect(201);
    }

    public static UUID chair(Whole whole, DemoClinic clinic) {
        return whole.people()
                .of("coordinator", clinic)
                .post("/v1/clinics/" + clinic.id() + "/chairs", Map.of("name", "Silla " + UUID.randomUUID()))
                .expect(201)
                .id();
    }

    /** What {@code POST /v1/bookings} takes. */
    public Map<String, Object> booking(UUID chair, Instant startsAt) {
        return Map.of(
                "patientId",
                patient,
                "planId",
                plan,
                "chairId",
                chair,
                "startsAt",
                startsAt.toString(),
                "endsAt",
                startsAt.plus(SESSION).toString());
    }
}
