package org.paincare.local.demo;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.paincare.local.Addresses;
import org.paincare.local.Component;
import org.paincare.local.identity.Provider;
import org.paincare.local.identity.TokenSource;
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
    private final Addresses addresses;
    private final TokenSource source;
    private final Map<Identity, Kept> tokens = new ConcurrentHashMap<>();

    private People(String base, Addresses addresses) {
        this.base = base;
        this.addresses = addresses;
        this.source = addresses.tokens();
    }

    public static People at(Component component, Addresses addresses) {
        return new People(addresses.url(component), addresses);
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
                        old != null && now - old.madeAt() < TOKEN_REUSED_NANOS ? old : new Kept(source.of(who), now));
        return Api.at(base).as(kept.token());
    }

    /** With our own issuer's key: any token, broken ones too. Nobody has Keycloak's. */
    public TestTokens maker() {
        if (addresses.provider() != Provider.ISSUER) {
            throw new IllegalStateException("only our own issuer's key is at hand");
        }
        return TestTokens.of(addresses.issuerData(), addresses.url(Component.ISSUER));
    }

    public static Identity identity(String user, DemoClinic clinic) {
        return DemoUsers.named(user + "@" + clinic.slug());
    }
}
