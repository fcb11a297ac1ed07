package org.paincare.testing;

import java.time.Instant;
import java.util.UUID;
import org.paincare.testing.local.DemoClinic;
import org.paincare.testing.local.DemoUsers;
import org.paincare.testing.local.Identity;
import org.paincare.testing.local.TestTokens;

/** Access tokens of the demo people in the words of a test: {@code Tokens.of("prescriber", "bogota")}. */
public final class Tokens {

    private Tokens() {}

    /** A token of somebody of Bogotá who has just logged in. */
    public static String of(String user) {
        return user.startsWith("ops") ? maker().of(DemoUsers.named(user)) : of(user, DemoClinic.BOGOTA.slug());
    }

    /**
     * @param user a role, or a numbered second person of it: {@code nurse}, {@code nurse2}
     * @param clinic {@code bogota} or {@code cartagena}
     */
    public static String of(String user, String clinic) {
        return maker().of(identity(user, clinic));
    }

    /** The same, with the password entered at that time. */
    public static String of(String user, String clinic, Instant authTime) {
        return maker().of(identity(user, clinic), authTime);
    }

    /** The demo patient, tied to this record. */
    public static String patient(String clinic, UUID patientId) {
        return maker().of(identity("patient", clinic).withPatientId(patientId));
    }

    /** A service's own token: role {@code service}, no clinic. */
    public static String service(String clientId) {
        return maker().of(Identity.ofService(clientId));
    }

    /** Partner or device of Bogotá: {@code demo-partner}, {@code demo-device}. */
    public static String client(String clientId) {
        String role = clientId.substring(clientId.indexOf('-') + 1);
        return maker().of(Identity.ofClient(clientId, role, DemoClinic.BOGOTA));
    }

    /** Who the token {@link #of(String, String)} speaks for. */
    public static Identity identity(String user, String clinic) {
        return DemoUsers.named(user + "@" + clinic);
    }

    /** For tokens of any content and for broken ones. */
    public static TestTokens maker() {
        return TestServers.shared().tokens();
    }
}
