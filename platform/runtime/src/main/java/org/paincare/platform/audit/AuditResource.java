package org.paincare.platform.audit;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.paincare.platform.identity.Allowed;

/** This service's part of the audit; the gateway puts the parts together. */
@Path("/v1/audit/verification")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Audit")
public class AuditResource {

    private final AuditTrail trail;

    AuditResource(AuditTrail trail) {
        this.trail = trail;
    }

    @GET
    @Allowed(resource = "audit", action = "verify")
    @Operation(summary = "Recompute the hash chain of the clinic's audit")
    public AuditTrail.Verification verification() {
        return trail.verify();
    }
}
