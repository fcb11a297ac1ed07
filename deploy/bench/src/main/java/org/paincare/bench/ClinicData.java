package org.paincare.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.paincare.local.PaincareSystem;
import org.paincare.local.demo.DemoPeople;
import org.paincare.local.demo.DemoProgramme;
import org.paincare.testing.local.DemoClinic;

/**
 * Fills a fresh system: one patient's care goes over HTTP, as it would be; the mass that a measurement needs is copied
 * from it or made by SQL as the superuser, as years of use would have left it.
 */
final class ClinicData {

    private static final int IN_SECONDS = 600;
    private static final int LASTS_SECONDS = 4 * 3_600;

    private final PaincareSystem system;
    private final DemoPeople people;
    private final Consumer<String> say;

    ClinicData(PaincareSystem system, Consumer<String> say) {
        this.system = system;
        this.people = new DemoPeople(system);
        this.say = say;
    }

    void fill(DataSizes sizes) throws IOException, SQLException {
        new DemoProgramme().carryOut(system, say);
        Map<String, Object> values = new HashMap<>(sizes.byName());
        values.put("clinic", DemoClinic.BOGOTA.id());
        values.put("booked", bookedSession());
        say.accept("filling: %,d patients, %,d facts, %,d readings"
                .formatted(sizes.patients(), sizes.observations(), sizes.observations()));
        for (String service : List.of("patient", "session", "outcome")) {
            String database = "paincare_" + service;
            try (Connection connection = system.postgres().superuser(database)) {
                SqlFile.run(connection, "names", values);
                SqlFile.run(connection, "fill-" + service, values);
            }
            LimitDatabase.settle(system.postgres(), database);
        }
    }

    /** A session of the woman of the demonstration, booked for soon. */
    private String bookedSession() {
        String woman = people.as("nurse")
                .get("/v1/patients?name=leocadia")
                .expect(200)
                .json()
                .at("/items/0/id")
                .asText();
        var draft = people.as("prescriber")
                .post("/v1/patients/" + woman + "/plans", Map.of("protocolId", "DEMO-OUT", "dosingWeightKg", "64"))
                .expect(201);
        String plan = "/v1/plans/" + draft.id();
        var signature = people.as("prescriber")
                .post(
                        "/v1/signature-challenges",
                        Map.of(
                                "resource",
                                plan,
                                "hash",
                                draft.json().at("/draft/contentHash").asText(),
                                "meaning",
                                "PRESCRIBES"))
                .expect(201)
                .id();
        people.as("prescriber")
                .post("/v1/signature-challenges/" + signature + "/confirmations", Map.of("resource", plan))
                .expect(200);
        people.as("prescriber")
                .with("If-Match", draft.etag())
                .post(plan + "/signatures", Map.of("signatureIds", List.of(signature)))
                .expect(200);
        var chair = people.as("head-nurse")
                .post("/v1/clinics/" + DemoClinic.BOGOTA.id() + "/chairs", Map.of("name", "Bench"))
                .expect(201)
                .id();
        var begin = Instant.ofEpochMilli(System.currentTimeMillis()).plusSeconds(IN_SECONDS);
        return people.as("coordinator")
                .with("Idempotency-Key", "bench-booking")
                .post(
                        "/v1/bookings",
                        Map.of(
                                "patientId", woman,
                                "planId", draft.id(),
                                "chairId", chair,
                                "startsAt", begin.toString(),
                                "endsAt", begin.plusSeconds(LASTS_SECONDS).toString()))
                .expect(201)
                .json()
                .get("sessionId")
                .asText();
    }
}
