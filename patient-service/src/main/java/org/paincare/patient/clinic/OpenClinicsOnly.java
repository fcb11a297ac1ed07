package org.paincare.patient.clinic;

import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses writes in a clinic that is suspended or closed. Reading goes on, and so does what must never wait: a death, a
 * withdrawn consent. What services do among themselves is no matter of this door.
 */
public class OpenClinicsOnly {

    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> NEVER_REFUSED = Set.of("death", "withdrawal");

    private final Clinics clinics;

    OpenClinicsOnly(Clinics clinics) {
        this.clinics = clinics;
    }

    @ServerRequestFilter(priority = Priorities.AUTHORIZATION)
    public void admit(ContainerRequestContext request) {
        var path = request.getUriInfo().getPath();
        if (READS.contains(request.getMethod())
                || !path.startsWith("/v1/")
                || NEVER_REFUSED.contains(path.substring(path.lastIndexOf('/') + 1))) {
            return;
        }
        clinics.mustBeOpen();
    }
}
