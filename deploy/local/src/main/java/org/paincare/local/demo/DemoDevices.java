package org.paincare.local.demo;

import java.util.Map;
import java.util.UUID;
import org.paincare.testing.local.DemoClinic;
import org.paincare.testing.local.Identity;

/** Devices of a demo clinic for whoever tests or measures: readings count only from one that the clinic knows. */
public final class DemoDevices {

    private DemoDevices() {}

    /** A monitor that nobody knew, with a client of its own; its code is the client's name. */
    public static Identity monitor(People people, DemoClinic clinic) {
        Identity client = Identity.ofClient("monitor-" + UUID.randomUUID(), "device", clinic);
        register(people, clinic, client, "MONITOR");
        return client;
    }

    /** @param kind {@code MONITOR}, {@code TABLET} or {@code EDGE_GATEWAY} */
    public static void register(People people, DemoClinic clinic, Identity client, String kind) {
        people.of("clinic-admin", clinic)
                .with("Idempotency-Key", UUID.randomUUID().toString())
                .post(
                        "/v1/clinics/" + clinic.id() + "/devices",
                        Map.of(
                                "code",
                                client.username(),
                                "kind",
                                kind,
                                "name",
                                "Dispositivo Ficticio",
                                "subject",
                                client.sub()))
                .expect(201);
    }
}
