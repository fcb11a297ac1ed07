package org.paincare.local.demo;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.paincare.local.Addresses;
import org.paincare.local.Component;
import org.paincare.testing.http.Api;
import org.paincare.testing.local.DemoClinic;
import org.paincare.testing.local.DemoUsers;
import org.paincare.testing.local.Identity;
import org.paincare.testing.local.TestTokens;

/** The demo people as callers of one address: the gateway, or a service directly. */
public final class People {

    /** Everybody who belongs to a clinic and can log in without a record of their own. */
    public static final List<String> STAFF = List.of(
            "clinic-admin",
            "medical-director",
            "prescriber",
            "head-nurse",
            "nurse",
            "pharmacist",
            "coordinator",
            "auditor");

    /** Half of the two minutes in which a sign-in is fresh enough to sign with. */
    private static final long TOKEN_REUSED_NANOS = 60_000_000_000L;

    private record Kept(String token, long madeAt) {}

    private final String base;
    private final TestTokens maker;
    private final Map<Identity, Kept> tokens = new ConcurrentHashMap<>();

    private People(String base, TestTokens maker) {
        this.base = base;
        this.maker = maker;
    }

    public static People at(Component component, Addresses addresses) {
        return new People(
                addresses.url(component), TestTokens.of(addresses.issuerData(), addresses.url(Component.ISSUER)));
    }

    public Api nobody() {
        return Api.at(base);
    }

    public Api ops() {
        return as(DemoUsers.named("ops"));
    }

    /** Somebody of Bogotá, by user name. */
    public Api of(String user) {
        return of(user, DemoClinic.BOGOTA);
    }

    public Api of(String user, DemoClinic clinic) {
        return as(identity(user, clinic));
    }

    /** The demo patient, tied to that record. */
    public Api patient(DemoClinic clinic, UUID patientId) {
        return as(identity("patient", clinic).withPatientId(patientId));
    }

    public Api machine(String role, DemoClinic clinic) {
        return as(Identity.ofClient("demo-" + role, role, clinic));
    }

    /** A service's own caller, for internal paths and one clinic. */
    public Api service(DemoClinic clinic) {
        return as(Identity.ofService("gateway")).with("X-Clinic-Id", clinic.id().toString());
    }

    public Api as(Identity who) {
        long now = System.nanoTime();
        Kept kept = tokens.compute(
                who,
                (same, old) ->
                        old != null && now - old.madeAt() < TOKEN_REUSED_NANOS ? old : new Kept(maker.of(who), now));
        return Api.at(base).as(kept.token());
    }

    public TestTokens maker() {
        return maker;
    }

    public static Identity identity(String user, DemoClinic clinic) {
        return DemoUsers.named(user + "@" + clinic.slug());
    }
}
