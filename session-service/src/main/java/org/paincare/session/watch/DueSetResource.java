package org.paincare.session.watch;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.paincare.platform.identity.Allowed;

@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Observations")
class DueSetResource {

    private final OverdueSets sets;

    DueSetResource(OverdueSets sets) {
        this.sets = sets;
    }

    @GET
    @Path("/sessions/{sessionId}/due-sets")
    @Allowed(resource = "observation", action = "read")
    @Operation(
            summary = "Which sets of signs are due, done and overdue at the bedside",
            description =
                    "By the monitoring schedule: what is due next, what is open and by how many seconds, and the sets"
                            + " of the last six hours. An overdue set raises the alarm OBSERVATION_SET_OVERDUE, and later goes to"
                            + " the head nurse (OBSERVATION_SET_ESCALATED and a task).")
    public DueSetJson.All read(@PathParam("sessionId") UUID sessionId) {
        return sets.read(sessionId);
    }
}
