package org.paincare.gateway;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import org.paincare.gateway.client.RegisteredPages;
import org.paincare.gateway.edge.Cors;
import org.paincare.gateway.route.Lane;
import org.paincare.gateway.route.ResourceKinds;
import org.paincare.gateway.route.RouteTable;
import org.paincare.gateway.route.RouteTableFile;
import org.paincare.gateway.settings.GatewaySettings;

/** Makes what is read from files and settings, and stops the start where it makes no sense. */
class GatewayParts {

    @Produces
    @Singleton
    RouteTable routes() {
        return RouteTableFile.fromResource("/routes.yaml");
    }

    @Produces
    @Singleton
    ResourceKinds kinds(RouteTable routes) {
        return ResourceKinds.fromResource("/resources.yaml", routes);
    }

    @Produces
    @Singleton
    Cors cors(GatewaySettings settings, RegisteredPages pages) {
        for (Lane lane : Lane.values()) {
            if (settings.pools().get(lane) == null) {
                throw new IllegalStateException("paincare.gateway.pools." + lane.id() + " is not set");
            }
        }
        return new Cors(
                new HashSet<>(settings.cors().origins().orElse(List.of())),
                settings.cors().localhost(),
                pages::has);
    }
}
