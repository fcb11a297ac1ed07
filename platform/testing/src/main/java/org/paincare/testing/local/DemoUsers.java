package org.paincare.testing.local;

import java.util.ArrayList;
import java.util.List;

/**
 * The invented people of the demo clinics, one per role and clinic, and second ones where two must sign.
 *
 * <p>Their ids follow from their user names, so that a service's demo records can name them before they log in.
 */
public final class DemoUsers {

    /** The password of every demo user; the issuer listens on the loopback address only. */
    public static final String PASSWORD = "paincare-demo";

    /** Who works in a clinic: name of the user, role, first name. */
    private enum Position {
        CLINIC_ADMIN("clinic-admin", "clinic-admin", "Aurora"),
        MEDICAL_DIRECTOR("medical-director", "medical-director", "Benigno"),
        PRESCRIBER("prescriber", "prescriber", "Catalina"),
        PRESCRIBER_2("prescriber2", "prescriber", "Domitila"),
        HEAD_NURSE("head-nurse", "head-nurse", "Eulalia"),
        NURSE("nurse", "nurse", "Fermín"),
        NURSE_2("nurse2", "nurse", "Gumersinda"),
        NURSE_3("nurse3", "nurse", "Hermenegildo"),
        PHARMACIST("pharmacist", "pharmacist", "Isidora"),
        COORDINATOR("coordinator", "coordinator", "Jacinto"),
        PATIENT("patient", "patient", "Leocadia"),
        AUDITOR("auditor", "auditor", "Melquíades");

        private final String user;
        private final String role;
        private final String firstName;

        Position(String user, String role, String firstName) {
            this.user = user;
            this.role = role;
            this.firstName = firstName;
        }
    }

    private static final List<Identity> ALL = all();

    private DemoUsers() {}

    /** Everybody: {@code <role>@<clinic>} of both clinics and {@code ops}, who belongs to none. */
    public static List<Identity> list() {
        return ALL;
    }

    /** @throws IllegalArgumentException when nobody has this user name */
    public static Identity named(String username) {
        return ALL.stream()
                .filter(user -> user.username().equals(username))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No demo user " + username));
    }

    private static List<Identity> all() {
        List<Identity> users = new ArrayList<>();
        for (DemoClinic clinic : DemoClinic.values()) {
            String familyName = clinic == DemoClinic.BOGOTA ? "Ficticia de la Sabana" : "Ficticia del Mar";
            for (Position position : Position.values()) {
                users.add(Identity.demo(
                        position.user + "@" + clinic.slug(),
                        position.firstName + " " + familyName,
                        position.role,
                        clinic));
            }
        }
        users.add(Identity.demo("ops", "Operaciones Ficticias", "ops", null));
        users.add(Identity.demo("ops2", "Guardia Ficticia", "ops", null));
        return List.copyOf(users);
    }
}
