package org.paincare.local.demo;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.paincare.testing.local.DemoClinic;
import org.paincare.testing.local.DemoUsers;
import org.paincare.testing.local.Identity;

/** The two demo clinics with their staff: Bogotá at 2,640 m and Cartagena at the sea. */
public final class DemoClinics {

    private DemoClinics() {}

    public static void open(People people) {
        clinic(people, DemoClinic.BOGOTA, "Clínica de Cefalea de la Sabana", 2640, "BOGOTA");
        clinic(people, DemoClinic.CARTAGENA, "Clínica de Cefalea del Mar", 2, "SEA_LEVEL");
        for (var user : DemoUsers.list()) {
            if (user.clinicId() != null && !user.roles().contains("patient")) {
                employ(people, user, user.clinicId());
            }
        }
        for (var clinic : DemoClinic.values()) {
            register(people, clinic);
        }
    }

    /** The code of a clinic's demo monitor: what its readings carry. */
    public static String monitorOf(DemoClinic clinic) {
        return "monitor-" + clinic.slug();
    }

    /** The client whose token the demo monitor of a clinic has. */
    public static String monitorClientOf(DemoClinic clinic) {
        return clinic == DemoClinic.BOGOTA ? "demo-device" : "demo-device-" + clinic.slug();
    }

    private static void register(People people, DemoClinic clinic) {
        var body = new LinkedHashMap<String, Object>();
        body.put("code", monitorOf(clinic));
        body.put("kind", "MONITOR");
        body.put("name", "Monitor Ficticio");
        body.put("model", "Simulado");
        body.put("serial", "0001");
        body.put(
                "subject",
                Identity.ofClient(monitorClientOf(clinic), "device", clinic).sub());
        people.of("clinic-admin", clinic)
                .with("Idempotency-Key", "demo-monitor")
                .post("/v1/clinics/" + clinic.id() + "/devices", body)
                .expect(201);
    }

    private static void clinic(People people, DemoClinic clinic, String name, int altitudeMetres, String profile) {
        var body = new LinkedHashMap<String, Object>();
        body.put("id", clinic.id());
        body.put("slug", clinic.slug());
        body.put("name", name);
        body.put("jurisdiction", "CO");
        body.put("zone", "America/Bogota");
        body.put("languages", List.of("es", "en"));
        body.put("altitudeMetres", altitudeMetres);
        body.put("altitudeProfile", profile);
        people.ops().post("/v1/clinics", body).expect(201);
    }

    private static void employ(People people, Identity user, UUID clinicId) {
        var body = new LinkedHashMap<String, Object>();
        body.put("subject", user.sub());
        body.put("displayName", user.name());
        body.put("roles", user.roles());
        body.put(
                "registrationNumber",
                "RM-%06d".formatted(Math.floorMod(user.sub().hashCode(), 1_000_000)));
        body.put("registrationExpiresOn", "2030-12-31");
        body.put("skills", List.of("ACLS"));
        body.put("active", true);
        var path = "/v1/clinics/" + clinicId + "/staff/" + staffId(user);
        people.of("clinic-admin", clinicOf(user)).put(path, body).expect(201);
    }

    private static DemoClinic clinicOf(Identity user) {
        return Arrays.stream(DemoClinic.values())
                .filter(clinic -> clinic.id().equals(user.clinicId()))
                .findFirst()
                .orElseThrow();
    }

    /** A demo user's staff id follows from who they are, so that a screenshot shows the same one after every reset. */
    private static UUID staffId(Identity user) {
        var bits = user.sub();
        return new UUID((bits.getMostSignificantBits() & ~0xF000L) | 0x8000L, bits.getLeastSignificantBits() ^ 0x5AFFL);
    }
}
