package org.paincare.patient.emergency;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.identity.Allowed;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.web.Cursors;
import org.paincare.platform.web.Page;

/** What the medical director and the auditor read of the whole clinic. */
@Path("/v1/clinics/{clinicId}/emergency-accesses")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Emergency access")
class ClinicEmergencyResource {

    private final EmergencyAccesses accesses;
    private final Cursors cursors;
    private final CurrentCaller caller;

    ClinicEmergencyResource(EmergencyAccesses accesses, Cursors cursors, CurrentCaller caller) {
        this.accesses = accesses;
        this.cursors = cursors;
        this.caller = caller;
    }

    @GET
    @Allowed(resource = "emergency-access", action = "read")
    @Operation(summary = "Who broke the glass in the clinic and why, newest first")
    public Page<EmergencyJson.Access> list(
            @PathParam("clinicId") UUID clinicId,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        int size = Cursors.limit(limit);
        var keys = cursors.keys(cursor, caller.get(), "emergencies");
        return cursors.page(
                accesses.ofClinic(clinicId, keys.isEmpty() ? null : UUID.fromString(keys.getFirst()), size + 1),
                size,
                caller.get(),
                "emergencies",
                access -> List.of(access.id().toString()));
    }
}
