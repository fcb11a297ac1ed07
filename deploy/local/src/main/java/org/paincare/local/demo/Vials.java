package org.paincare.local.demo;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;

/** Vials of 1 mL, 50 mg/mL of ketamine. */
final class Vials {

    private Vials() {}

    /** A lot comes in at Bogotá; its containers, none used yet. */
    static Queue<UUID> received(People people, String lotNumber, int containers) {
        var lot = people.of("pharmacist")
                .with("Idempotency-Key", UUID.randomUUID().toString())
                .post(
                        "/v1/lots",
                        Map.of(
                                "substance", "KETAMINE",
                                "productCode", "20012345-1",
                                "lotNumber", lotNumber,
                                "concentrationMgPerMl", "50",
                                "containerMl", "1",
                                "containers", containers,
                                "expiresOn", "2030-12-31",
                                "supplier", "Droguería Ficticia",
                                "invoice", "F-1"))
                .expect(201);
        var vials = new ArrayList<UUID>();
        lot.json()
                .get("containers")
                .forEach(vial -> vials.add(UUID.fromString(vial.get("id").asText())));
        return new ArrayDeque<>(List.copyOf(vials));
    }
}
