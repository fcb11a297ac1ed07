package org.paincare.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.paincare.local.Component;
import org.paincare.local.PaincareSystem;
import org.paincare.local.demo.DemoDevices;
import org.paincare.local.demo.DemoProgramme;
import org.paincare.local.demo.DemoTime;
import org.paincare.local.demo.People;
import org.paincare.testing.local.DemoClinic;

/**
 * Fills a fresh system: one patient's care goes over HTTP, as it would be; the mass that a measurement needs is copied
 * from it or made by SQL as the superuser, as years of use would have left it.
 */
final class ClinicData {

    private static final int IN_SECONDS = 600;
    private static final int LASTS_SECONDS = 4 * 3_600;

    private final PaincareSystem system;
    private final People people;
    private final Consumer<String> say;

    ClinicData(PaincareSystem system, Consumer<String> say) {
        this.system = system;
        this.people = People.at(Component.GATEWAY, system.addresses());
        this.say = say;
    }

    void fill(DataSizes sizes) throws IOException, SQLException {
        new DemoProgramme(system.addresses(), new DemoTime(system.addresses()), say).carryOut();
        DemoDevices.register(people, DemoClinic.BOGOTA, Requests.GATEWAY, "EDGE_GATEWAY");
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

    /** A session of the woman of the demonstration, booked for soon under the plan she has. */
    private String bookedSession() {
        String woman = people.of("nurse")
                .get("/v1/patients?name=leocadia")
                .expect(200)
                .json()
                .at("/items/0/id")
                .asText();
        String plan = people.of("nurse")
                .get("/v1/patients/" + woman + "/plans")
                .expect(200)
                .json()
                .at("/items/0/id")
                .asText();
        var chair = people.of("head-nurse")
                .post("/v1/clinics/" + DemoClinic.BOGOTA.id() + "/chairs", Map.of("name", "Bench"))
                .expect(201)
                .id();
        var begin = Instant.ofEpochMilli(System.currentTimeMillis()).plusSeconds(IN_SECONDS);
        return people.of("coordinator")
                .with("Idempotency-Key", "bench-booking")
                .post(
                        "/v1/bookings",
                        Map.of(
                                "patientId", woman,
                                "planId", plan,
                                "chairId", chair,
                                "startsAt", begin.toString(),
                                "endsAt", begin.plusSeconds(LASTS_SECONDS).toString()))
                .expect(201)
                .json()
                .get("sessionId")
                .asText();
    }
}
