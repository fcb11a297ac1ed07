package org.paincare.local;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.paincare.testing.local.CannotStart;

/** The processes of the whole system, in the order in which they start; they stop in the reverse. */
public enum Component {
    POSTGRES(15_432),
    KAFKA(19_092),
    ISSUER(18_080),
    PATIENT(18_081),
    /** A further replica, on the same database, as all that carry a number. */
    PATIENT_2(18_087, PATIENT),
    SESSION(18_082),
    SESSION_2(18_084, SESSION),
    SESSION_3(18_085, SESSION),
    SESSION_4(18_086, SESSION),
    OUTCOME(18_083),
    OUTCOME_2(18_088, OUTCOME),
    GATEWAY(8_080);

    /** The replicas of session-service, the first of which always runs. */
    static final List<Component> SESSIONS = SESSION.replicas();

    private final int preferredPort;
    private final @Nullable Component first;

    Component(int preferredPort) {
        this(preferredPort, null);
    }

    Component(int preferredPort, @Nullable Component first) {
        this.preferredPort = preferredPort;
        this.first = first;
    }

    int preferredPort() {
        return preferredPort;
    }

    /** The name in commands, files and messages. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whose program, database and secrets it has: its own, or those of the first replica. */
    Component program() {
        return first == null ? this : first;
    }

    /** All that run this one's program, itself the first. */
    List<Component> replicas() {
        return Arrays.stream(values())
                .filter(component -> component.program() == this)
                .toList();
    }

    /** Keeps its data in a database: one of the three services, or a replica. */
    boolean isService() {
        return program() == PATIENT || program() == SESSION || program() == OUTCOME;
    }

    /** Has a database of its own: a service, or the gateway with its registry of API clients. */
    boolean keepsDatabase() {
        return isService() || this == GATEWAY;
    }

    /** Is one of our own programs, answering {@code /q/health/ready}. */
    boolean isOurs() {
        return isService() || this == GATEWAY;
    }

    /** The folder of its sources and jars, for one of our own programs. */
    public String module() {
        return isService() ? program().label() + "-service" : label();
    }

    /** One of each, and these. */
    static List<Component> withReplicas(Collection<Component> further) {
        return Arrays.stream(values())
                .filter(component -> component.first == null || further.contains(component))
                .toList();
    }

    static Component named(String label) {
        return Arrays.stream(values())
                .filter(component -> component.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new CannotStart("There is no " + label + "; there are "
                        + String.join(
                                ", ",
                                Arrays.stream(values()).map(Component::label).toList()) + "."));
    }
}
