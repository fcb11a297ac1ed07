package org.paincare.session;

import io.restassured.RestAssured;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.paincare.testing.Tokens;
import org.paincare.testing.http.Answer;
import org.paincare.testing.http.Api;
import org.paincare.testing.local.DemoClinic;
import org.paincare.testing.local.Identity;

/** A device of Bogotá with a client of its own at the identity provider. */
final class Machines {

    private static final String DEVICES = "/v1/clinics/" + DemoClinic.BOGOTA.id() + "/devices";

    private final String code;
    private final Identity client;
    private final AtomicLong sequence = new AtomicLong();
    private @Nullable Answer registered;

    private Machines(String code) {
        this.code = code;
        this.client = Identity.ofClient(code, "device", DemoClinic.BOGOTA);
    }

    static Machines unknown() {
        return new Machines("m-" + UUID.randomUUID());
    }

    static Machines registered(String kind) {
        var machine = unknown();
        machine.registered = Ward.once("clinic-admin")
                .post(DEVICES, machine.registration(kind))
                .expect(201);
        return machine;
    }

    Map<String, Object> registration(String kind) {
        var asked = new HashMap<String, Object>();
        asked.put("code", code);
        asked.put("kind", kind);
        asked.put("name", "Monitor Ficticio");
        asked.put("model", "M-1");
        asked.put("serial", "S-" + code);
        asked.put("subject", client.sub());
        return asked;
    }

    String code() {
        return code;
    }

    UUID subject() {
        return client.sub();
    }

    UUID id() {
        return java.util.Objects.requireNonNull(registered).id();
    }

    String path() {
        return DEVICES + "/" + id();
    }

    void revoked() {
        Ward.once("clinic-admin")
                .with("If-Match", Ward.as("nurse").get(path()).expect(200).etag())
                .post(path() + "/revocation", Map.of("reason", "lost in a taxi"))
                .expect(200);
    }

    Api caller() {
        return Api.at("http://localhost:" + RestAssured.port).as(Tokens.maker().of(client));
    }

    /** A normal reading under this number of its own. */
    Answer says(UUID session) {
        return says(session, code, null);
    }

    Answer says(UUID session, String ofDevice, @Nullable String observedAt) {
        return caller().post("/v1/sessions/" + session + "/observations", reading(ofDevice, observedAt));
    }

    Answer says(UUID session, Map<String, Object> values) {
        var reading = new HashMap<>(values);
        reading.put("device", Map.of("id", code, "boot", "b1", "sequence", sequence.incrementAndGet()));
        return caller().post("/v1/sessions/" + session + "/observations", reading);
    }

    Map<String, Object> reading(String ofDevice, @Nullable String observedAt) {
        var reading = new HashMap<String, Object>();
        reading.put("device", Map.of("id", ofDevice, "boot", "b1", "sequence", sequence.incrementAndGet()));
        reading.put("spo2Percent", 93);
        reading.put("hrPerMinute", 72);
        if (observedAt != null) {
            reading.put("observedAt", observedAt);
        }
        return reading;
    }

    Answer bound(UUID session) {
        return Ward.as("nurse").post("/v1/sessions/" + session + "/device-bindings", Map.of("deviceId", id()));
    }
}
