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
    OUTCOME(18_083),
    GATEWAY(8_080);

    private final int preferredPort;

    Component(int preferredPort) {
        this.preferredPort = preferredPort;
    }

    int preferredPort() {
        return preferredPort;
    }

    /** The name in commands, files and messages. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Has a database of its own. */
    boolean isService() {
        return this == PATIENT || this == SESSION || this == OUTCOME;
    }

    /** Is one of our own programs, answering {@code /q/health/ready}. */
    boolean isOurs() {
        return isService() || this == GATEWAY;
    }

    /** The folder of its sources and jars, for one of our own programs. */
    public String module() {
        return isService() ? label() + "-service" : label();
    }

    static List<Component> ours() {
        return Arrays.stream(values()).filter(Component::isOurs).toList();
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
