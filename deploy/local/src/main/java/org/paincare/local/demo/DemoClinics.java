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
