package org.paincare.session.timeline;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.paincare.platform.identity.Allowed;
import org.paincare.platform.web.Answers;

@Path("/v1/sessions/{sessionId}/timeline")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Timeline")
class TimelineResource {

    private final Timelines timelines;

    TimelineResource(Timelines timelines) {
        this.timelines = timelines;
    }

    @APIResponseSchema(Timelines.Timeline.class)
    @GET
    @Allowed(resource = "observation", action = "read")
    @Operation(
            summary = "Everything on record of a session, by when it happened, each with its words, person and times")
    public Response json(@PathParam("sessionId") UUID sessionId) {
        return Answers.ok(timelines.of(sessionId));
    }

    @GET
    @Path("/text")
    @Produces({"text/plain; charset=utf-8", MediaType.APPLICATION_JSON})
    @Allowed(resource = "observation", action = "read")
    @Operation(
            summary = "The same to read: a line each, in the clinic's time; in brackets when it was written down later")
    public Response text(@PathParam("sessionId") UUID sessionId) {
        return Response.ok(Timelines.text(timelines.of(sessionId)), "text/plain; charset=utf-8")
                .header("Cache-Control", "no-store")
                .build();
    }
}
