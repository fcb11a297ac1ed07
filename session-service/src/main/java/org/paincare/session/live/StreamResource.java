package org.paincare.session.live;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.idempotency.Idempotency;
import org.paincare.platform.identity.Allowed;
import org.paincare.platform.identity.ByTicket;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.web.Answers;
import org.paincare.session.standing.ClinicProfiles;

@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Live")
class StreamResource {

    private static final String LAST_EVENT_ID = "Last-Event-ID";
    private static final String NO_STORE = "no-store";
    private static final String ACCEL_BUFFERING = "X-Accel-Buffering";
    private static final String HOW =
            "Events alarm, observation, due-set, session carry {clinicId, sessionId, id, at, stored} and their own"
                    + " fields; an alarm with stored=false was not yet written, and is told again once it is. heartbeat comes"
                    + " every 2 s. Opened without Last-Event-ID (header, or query lastEventId) it begins with the open alarms"
                    + " and the sessions under way; with it, with what came since, some of it again: an id is shown once. resync"
                    + " {reason ID_UNKNOWN, TOO_SLOW}: forget what was shown, what stands follows or is to be read again."
                    + " closed {reason TOKEN_EXPIRED, SERVICE_STOPPING} ends the stream: open it anew. Opens by token, or by"
                    + " the query ticket of POST /v1/stream-tickets.";

    private final Opening opening;
    private final StreamTickets tickets;
    private final ClinicProfiles clinics;
    private final Idempotency idempotency;

    StreamResource(Opening opening, StreamTickets tickets, ClinicProfiles clinics, Idempotency idempotency) {
        this.opening = opening;
        this.tickets = tickets;
        this.clinics = clinics;
        this.idempotency = idempotency;
    }

    @GET
    @Path("/clinics/{clinicId}/stream")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Blocking
    @ByTicket
    @Allowed(resource = "observation", action = "read")
    @ResponseHeader(name = HttpHeaders.CACHE_CONTROL, value = NO_STORE)
    @ResponseHeader(name = ACCEL_BUFFERING, value = "no")
    @Operation(summary = "What happens at the clinic's bedsides, as it happens", description = HOW)
    @APIResponse(
            responseCode = "200",
            description = "Server-sent events",
            content = @Content(mediaType = MediaType.SERVER_SENT_EVENTS, schema = @Schema(type = SchemaType.STRING)))
    public Multi<OutboundSseEvent> ofClinic(
            @PathParam("clinicId") UUID clinicId,
            @HeaderParam(LAST_EVENT_ID) @Nullable String lastEventId,
            @Parameter(description = "As the header, for who cannot send it") @QueryParam("lastEventId") @Nullable
                    String lastSeen,
            @Parameter(description = "In place of a token, once") @QueryParam(ByTicket.PARAMETER) @Nullable
                    String ticket,
            @Context Request request,
            @Context Sse sse) {
        mustBeRead(request);
        return events(opening.ofClinic(clinicId, lastEventId == null ? lastSeen : lastEventId), sse);
    }

    @GET
    @Path("/sessions/{sessionId}/stream")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Blocking
    @ByTicket
    @Allowed(resource = "observation", action = "read")
    @ResponseHeader(name = HttpHeaders.CACHE_CONTROL, value = NO_STORE)
    @ResponseHeader(name = ACCEL_BUFFERING, value = "no")
    @Operation(summary = "What happens at one bedside, as it happens", description = HOW)
    @APIResponse(
            responseCode = "200",
            description = "Server-sent events",
            content = @Content(mediaType = MediaType.SERVER_SENT_EVENTS, schema = @Schema(type = SchemaType.STRING)))
    public Multi<OutboundSseEvent> ofSession(
            @PathParam("sessionId") UUID sessionId,
            @HeaderParam(LAST_EVENT_ID) @Nullable String lastEventId,
            @Parameter(description = "As the header, for who cannot send it") @QueryParam("lastEventId") @Nullable
                    String lastSeen,
            @Parameter(description = "In place of a token, once") @QueryParam(ByTicket.PARAMETER) @Nullable
                    String ticket,
            @Context Request request,
            @Context Sse sse) {
        mustBeRead(request);
        return events(opening.ofSession(sessionId, lastEventId == null ? lastSeen : lastEventId), sse);
    }

    /** A stream has a head only with its body. */
    private static void mustBeRead(Request request) {
        if (!request.getMethod().equals(HttpMethod.GET)) {
            throw Problem.of(PlatformProblem.METHOD_NOT_ALLOWED).header(HttpHeaders.ALLOW, HttpMethod.GET);
        }
    }

    private static Multi<OutboundSseEvent> events(Opening.Opened opened, Sse sse) {
        return Multi.createFrom().publisher(opened.stream()).map(frame -> {
            var event = sse.newEventBuilder().name(frame.name()).data(String.class, frame.data());
            return frame.id() == null ? event.build() : event.id(frame.id()).build();
        });
    }

    @APIResponseSchema(value = LiveJson.Ticket.class, responseCode = "201")
    @POST
    @Path("/stream-tickets")
    @Consumes(MediaType.APPLICATION_JSON)
    @Allowed(resource = "observation", action = "read")
    @Operation(
            summary = "Ask for a ticket that opens one stream once, within 60 s",
            description =
                    "For a browser's EventSource, which cannot send a token. It opens the stream as you and with your"
                            + " roles; the stream ends with the token that asked.")
    public Response ticket(@Valid @NotNull LiveJson.TicketAsked asked) {
        var path = asked.resource().split("/");
        if (path[2].equals("clinics")) {
            Uuids.parse(path[3]).ifPresentOrElse(clinics::mustBeCurrent, () -> clinics.mustBeCurrent(new UUID(0, 0)));
        }
        return idempotency.once(asked, () -> Answers.created(tickets.give(asked.resource())));
    }
}
