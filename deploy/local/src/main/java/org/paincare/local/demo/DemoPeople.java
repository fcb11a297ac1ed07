package org.paincare.local.demo;

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

    public DemoPeople(PaincareSystem system) {
        this.gateway = Api.at(system.url(Component.GATEWAY));
        this.tokens = TestTokens.of(system.issuerData(), system.url(Component.ISSUER));
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

    /** A service's own caller, for internal paths of that address. */
    public Api service(String address, UUID clinic) {
        return Api.at(address).as(tokens.of(Identity.ofService("gateway"))).with("X-Clinic-Id", clinic.toString());
    }

    public static Identity identity(String user, String clinic) {
        return DemoUsers.named(user.equals("ops") ? "ops" : user + "@" + clinic);
    }
}
