package org.paincare.platform.audit;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.identity.Allowed;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.web.Cursors;
import org.paincare.platform.web.Page;

/** This service's part of a patient's access log; the gateway puts the parts together. */
@Path("/v1/patients/{patientId}/access-log")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Audit")
public class AccessLogResource {

    private final AuditTrail trail;
    private final Audit audit;
    private final Cursors cursors;
    private final CurrentCaller caller;

    AccessLogResource(AuditTrail trail, Audit audit, Cursors cursors, CurrentCaller caller) {
        this.trail = trail;
        this.audit = audit;
        this.cursors = cursors;
        this.caller = caller;
    }

    @GET
    @Allowed(resource = "access-log", action = "read")
    @Operation(summary = "Who read and changed this patient's record, newest first")
    public Page<AuditTrail.Access> accessLog(
            @PathParam("patientId") UUID patientId,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        int size = Cursors.limit(limit);
        var list = "access-log|" + patientId;
        List<String> keys = cursors.keys(cursor, caller.get(), list);
        var rows = trail.accesses(
                patientId,
                keys.isEmpty() ? null : Instant.parse(keys.get(0)),
                keys.isEmpty() ? null : UUID.fromString(keys.get(1)),
                size + 1);
        audit.read(AuditEntry.of("ACCESS_LOG_READ", "access-log", patientId, patientId));
        return cursors.page(
                rows,
                size,
                caller.get(),
                list,
                row -> List.of(row.at().toString(), row.id().toString()));
    }
}
