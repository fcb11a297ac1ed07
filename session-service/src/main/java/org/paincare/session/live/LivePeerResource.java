package org.paincare.session.live;

import io.smallrye.common.annotation.NonBlocking;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.paincare.platform.identity.Open;

/** Another replica tells what happened there. On the connection's own thread: no worker is needed to pass an alarm on. */
@Path(LivePeerResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class LivePeerResource {

    static final String PATH = "/internal/live-events";

    private final Streams streams;

    LivePeerResource(Streams streams) {
        this.streams = streams;
    }

    @APIResponse(responseCode = "204", description = "Done; nothing to say")
    @POST
    @NonBlocking
    @Open(because = "service tokens only: the path is internal")
    @Operation(hidden = true)
    public Response told(@Valid @NotNull LiveJson.Batch batch) {
        batch.events().forEach(event -> streams.take(event.told()));
        return Response.noContent().build();
    }
}
