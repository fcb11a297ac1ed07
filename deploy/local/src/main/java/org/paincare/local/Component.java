package org.paincare.local;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.paincare.testing.local.CannotStart;

/** The processes of the whole system, in the order in which they start; they stop in the reverse. */
public enum Component {
    POSTGRES(15_432),
    KAFKA(19_092),
    ISSUER(18_080),
    PATIENT(18_081),
    SESSION(18_082),
    /** Further replicas of session-service, on its database. */
    SESSION_2(18_084),
    SESSION_3(18_085),
    SESSION_4(18_086),
    OUTCOME(18_083),
    GATEWAY(8_080);

    /** The replicas of session-service, the first of which always runs. */
    static final List<Component> SESSIONS = List.of(SESSION, SESSION_2, SESSION_3, SESSION_4);

    private final int preferredPort;

    Component(int preferredPort) {
        this.preferredPort = preferredPort;
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
        return SESSIONS.contains(this) ? SESSION : this;
    }

    /** Keeps its data in a database: one of the three services, or a replica. */
    boolean isService() {
        return this == PATIENT || program() == SESSION || this == OUTCOME;
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

    /** All but the replicas of session-service after this many. */
    static List<Component> withSessions(int replicas) {
        List<Component> left = SESSIONS.subList(replicas, SESSIONS.size());
        return Arrays.stream(values())
                .filter(component -> !left.contains(component))
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
