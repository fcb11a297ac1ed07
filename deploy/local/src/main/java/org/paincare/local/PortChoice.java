package org.paincare.local;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.paincare.testing.local.CannotStart;
import org.paincare.testing.local.Ports;

/**
 * Which port each process listens on.
 *
 * <p>The gateway's is what people type: 8080 or the next free one, or exactly what {@code PAINCARE_PORT} says. The others stay
 * as they were in the last run while they are free; the issuer's is part of every token.
 */
record PortChoice(Map<Component, Integer> ports, List<String> remarks) {

    /**
     * @param wanted the gateway's port that somebody asked for, null without
     * @param components that need one
     * @param remembered of the last run
     */
    static PortChoice make(
            @Nullable Integer wanted,
            List<Component> components,
            Map<Component, Integer> remembered,
            IntPredicate isFree) {
        Map<Component, Integer> ports = new EnumMap<>(Component.class);
        List<String> remarks = new ArrayList<>();
        Set<Integer> given = new HashSet<>();
        int gateway = wanted != null ? wanted : next(Component.GATEWAY.preferredPort(), given, isFree);
        if (wanted != null && !isFree.test(wanted)) {
            throw new CannotStart("Port " + wanted + " (PAINCARE_PORT) is taken by another program.");
        }
        if (wanted == null && gateway != Component.GATEWAY.preferredPort()) {
            remarks.add("Port " + Component.GATEWAY.preferredPort() + " is taken by another program; the gateway uses "
                    + gateway + ".");
        }
        ports.put(Component.GATEWAY, gateway);
        given.add(gateway);
        for (Component component : components) {
            if (component != Component.GATEWAY) {
                int port = next(remembered.getOrDefault(component, component.preferredPort()), given, isFree);
                ports.put(component, port);
                given.add(port);
            }
        }
        return new PortChoice(ports, remarks);
    }

    /** A start for each component that no other system looks at first. */
    static Map<Component, Integer> apart() {
        Map<Component, Integer> ports = new EnumMap<>(Component.class);
        for (Component component : Component.values()) {
            ports.put(component, Ports.free());
        }
        return ports;
    }

    private static int next(int first, Set<Integer> given, IntPredicate isFree) {
        for (int port = first; port <= 65_535; port++) {
            if (!given.contains(port) && isFree.test(port)) {
                return port;
            }
        }
        throw new CannotStart("No port from " + first + " upwards is free.");
    }
}
