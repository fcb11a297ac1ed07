package org.paincare.gateway.route;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
 * @param writes       who answers what is no read, null for the same as reads
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
        boolean repeatable,
        @Nullable Destination writes) {

    public Route {
        methods = Set.copyOf(methods);
    }

    /** Who answers a call of that method. */
    public Destination destination(String method) {
        return writes == null || method.equals("GET") || method.equals("HEAD") ? destination : writes;
    }

    /** Whether the path says whose record it is about: then only the service that keeps the register says it is there. */
    public boolean isOfOne() {
        return template.segments().stream().anyMatch(PathTemplate::isVariable);
    }

    /** The path up to the first variable of the template: the resource that a command is about. */
    public String resource(String path) {
        int from = 0;
        for (String segment : template.segments()) {
            int slash = path.indexOf('/', from + 1);
            from = slash < 0 ? path.length() : slash;
            if (PathTemplate.isVariable(segment)) {
                break;
            }
        }
        return path.substring(0, from);
    }

    public boolean allows(String method) {
        return methods.isEmpty() || methods.contains(method) || (method.equals("HEAD") && methods.contains("GET"));
    }
}
