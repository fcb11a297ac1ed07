package org.paincare.local.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.paincare.local.Component;
import org.paincare.local.PaincareSystem;
import org.paincare.testing.http.Api;
import org.paincare.testing.local.DemoUsers;
import org.paincare.testing.local.Identity;
import org.paincare.testing.local.TestTokens;

/** The demo's people as callers of the gateway; every call is made with a sign-in of this moment. */
public final class DemoPeople {

    private final Api gateway;
    private final TestTokens tokens;
    private final String issuer;
    private final Path issuerData;

    public DemoPeople(PaincareSystem system) {
        this.gateway = Api.at(system.url(Component.GATEWAY));
        this.issuer = system.url(Component.ISSUER);
        this.issuerData = system.issuerData();
        this.tokens = TestTokens.of(issuerData, issuer);
    }

    /** Somebody of Bogotá, by user name without the clinic: {@code nurse2}; or {@code ops}. */
    public Api as(String user) {
        return of(user, "bogota");
    }

    public Api of(String user, String clinic) {
        return gateway.as(tokens.of(identity(user, clinic)));
    }

    public Api patient(UUID patientId) {
        return gateway.as(tokens.of(identity("patient", "bogota").withPatientId(patientId)));
    }

    /** Makes the demo's user {@code patient@bogota} the person of that record, from their next sign-in on. */
    public void bindPatient(UUID patientId) throws IOException {
        var secret = Files.readString(issuerData.resolve("admin-secret")).strip();
        Api.at(issuer)
                .as(secret)
                .post("/admin/users/patient@bogota", Map.of("patient_id", patientId))
                .expect(204);
    }

    /** A service's own caller, for internal paths of that address. */
    public Api service(String address, UUID clinic) {
        return Api.at(address).as(tokens.of(Identity.ofService("gateway"))).with("X-Clinic-Id", clinic.toString());
    }

    public static Identity identity(String user, String clinic) {
        return DemoUsers.named(user.equals("ops") ? "ops" : user + "@" + clinic);
    }
}
