package org.paincare.gateway.route;

import java.time.Duration;
import java.util.Set;

/**
 * One row of the route table.
 *
 * @param template     the path with {@code {names}} for its variable segments, also the name of the route in metrics and
 *                     logs, where the path itself never appears
 * @param methods      what may be called, empty where the service decides
 * @param maxBodyBytes the most a request body may hold, counted, whatever its headers say
 * @param deadline     from the last byte of the request to the first of the answer
 * @param open         whether it is reached without an access token: the service proves itself who calls
 * @param unlimited    whether it is let in whatever the limits say: what stops an infusion or acknowledges an alarm
 * @param repeatable   whether its posts name what they carry, so that one sent twice is taken once
 */
public record Route(
        PathTemplate template,
        Set<String> methods,
        Destination destination,
        Lane lane,
        long maxBodyBytes,
        Duration deadline,
        boolean open,
        boolean unlimited,
        boolean repeatable) {

    public Route {
        methods = Set.copyOf(methods);
    }

    public boolean allows(String method) {
        return methods.isEmpty() || methods.contains(method) || (method.equals("HEAD") && methods.contains("GET"));
    }
}
