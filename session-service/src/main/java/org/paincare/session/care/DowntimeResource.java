package org.paincare.session.care;

import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.paincare.platform.audit.Audit;
import org.paincare.platform.audit.AuditEntry;
import org.paincare.platform.idempotency.Idempotency;
import org.paincare.platform.identity.Allowed;
import org.paincare.platform.web.Answers;
import org.paincare.platform.web.Page;

@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Downtime")
class DowntimeResource {

    private final Downtimes downtimes;
    private final Lifecycle lifecycle;
    private final Audit audit;
    private final Idempotency idempotency;

    DowntimeResource(Downtimes downtimes, Lifecycle lifecycle, Audit audit, Idempotency idempotency) {
        this.downtimes = downtimes;
        this.lifecycle = lifecycle;
        this.audit = audit;
        this.idempotency = idempotency;
    }

    @APIResponseSchema(value = SessionJson.DowntimePreview.class, responseCode = "200")
    @POST
    @Path("/sessions/{sessionId}/downtime-charting-previews")
    @Transactional
    @Allowed(resource = "session", action = "amend")
    @Operation(summary = "The hash that two people sign to chart these hours afterwards; nothing is kept")
    public Response preview(@PathParam("sessionId") UUID sessionId, @Valid @NotNull SessionJson.Hours hours) {
        lifecycle.find(sessionId);
        return Answers.ok(downtimes.preview(sessionId, hours));
    }

    @APIResponseSchema(value = SessionJson.DowntimeView.class, responseCode = "201")
    @POST
    @Path("/sessions/{sessionId}/downtime-chartings")
    @Allowed(resource = "session", action = "amend")
    @Operation(
            summary =
                    "Chart a session that was run on paper: what either signer dates inside these hours is taken with its"
                            + " guards as warnings, for 8 hours. At most 24 hours of downtime, at most 3 days ago. Drug must be"
                            + " reconciled and the note signed all the same")
    public Response open(@PathParam("sessionId") UUID sessionId, @Valid @NotNull SessionJson.Downtime asked) {
        return idempotency.once(asked, () -> {
            var session = lifecycle.lock(sessionId);
            var opened = downtimes.open(sessionId, asked);
            lifecycle.touch(session);
            audit.wrote(AuditEntry.of("DOWNTIME_CHARTING_OPENED", "session", sessionId, session.patientId()));
            return Answers.created(opened);
        });
    }

    @GET
    @Path("/sessions/{sessionId}/downtime-chartings")
    @Transactional
    @Allowed(resource = "observation", action = "read")
    @Operation(summary = "Which hours of a session were charted afterwards, and by whom")
    public Page<SessionJson.DowntimeView> of(@PathParam("sessionId") UUID sessionId) {
        var session = lifecycle.find(sessionId);
        audit.read(AuditEntry.of("DOWNTIME_READ", "session", sessionId, session.patientId()));
        return new Page<>(downtimes.of(sessionId), null);
    }
}
