package org.paincare.gateway.route;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the row of a path: the closest one wins, whatever the order of rows. Immutable, safe for every thread. */
public final class RouteTable {

    private final List<Route> routes;
    private final PathTree<Route> tree = new PathTree<>();

    RouteTable(List<Route> routes) {
        this.routes = List.copyOf(routes);
        this.routes.forEach(route -> tree.put(route.template(), route));
    }

    public List<Route> routes() {
        return routes;
    }

    /**
     * @param path a path that has passed the checks of the edge: it starts with a slash and holds no percent-encoding
     * @return the row, or null where no row matches
     */
    public @Nullable Route find(String path) {
        return tree.find(path);
    }
}
