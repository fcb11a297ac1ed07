package org.paincare.gateway.route;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the row of a path. A literal segment wins over a variable one, and that over {@code **}, so the order of rows
 * decides nothing. Immutable, safe for every thread.
 */
public final class RouteTable {

    private final List<Route> routes;
    private final Node root = new Node();

    RouteTable(List<Route> routes) {
        this.routes = List.copyOf(routes);
        for (Route route : this.routes) {
            Node node = root;
            for (String segment : route.template().segments()) {
                node = node.child(segment);
            }
            node.route = route;
        }
    }

    public List<Route> routes() {
        return routes;
    }

    /**
     * @param path a path that has passed the checks of the edge: it starts with a slash and holds no percent-encoding
     * @return the row, or null where no row matches
     */
    public @Nullable Route find(String path) {
        return path.startsWith("/") ? root.find(path, 1) : null;
    }

    /** One segment's place in the tree of templates. */
    private static final class Node {
        private final Map<String, Node> literals = new HashMap<>();
        private @Nullable Node variable;
        private @Nullable Node rest;
        private @Nullable Route route;

        Node child(String segment) {
            if (segment.equals(PathTemplate.REST)) {
                return rest == null ? rest = new Node() : rest;
            }
            if (PathTemplate.isVariable(segment)) {
                return variable == null ? variable = new Node() : variable;
            }
            return literals.computeIfAbsent(segment, s -> new Node());
        }

        @Nullable
        Route find(String path, int from) {
            int slash = path.indexOf('/', from);
            int to = slash < 0 ? path.length() : slash;
            if (to == from) {
                return null;
            }
            Route found = step(literals.get(path.substring(from, to)), path, slash);
            if (found == null) {
                found = step(variable, path, slash);
            }
            return found != null || rest == null ? found : rest.route;
        }

        private static @Nullable Route step(@Nullable Node next, String path, int slash) {
            if (next == null) {
                return null;
            }
            return slash < 0 ? next.route : next.find(path, slash + 1);
        }
    }
}
