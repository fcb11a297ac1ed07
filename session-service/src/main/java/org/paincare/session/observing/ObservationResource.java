package org.paincare.session.observing;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.validation.Valid;
import jakarta.validation.Validator;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.identity.Allowed;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.web.Answers;
import org.paincare.platform.web.Cursors;
import org.paincare.platform.web.Page;

@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Observations")
class ObservationResource {

    private static final String NDJSON = "application/x-ndjson";
    private static final int MOST = 500;

    private final Observations observations;
    private final Alarms alarms;
    private final Cursors cursors;
    private final CurrentCaller caller;
    private final ObjectMapper json;
    private final Validator validator;

    ObservationResource(
            Observations observations,
            Alarms alarms,
            Cursors cursors,
            CurrentCaller caller,
            ObjectMapper json,
            Validator validator) {
        this.observations = observations;
        this.alarms = alarms;
        this.cursors = cursors;
        this.caller = caller;
        this.json = json;
        this.validator = validator;
    }

    @POST
    @Path("/sessions/{sessionId}/observations")
    @Consumes({MediaType.APPLICATION_JSON, NDJSON})
    @Produces({MediaType.APPLICATION_JSON, NDJSON})
    @Allowed(resource = "observation", action = "create")
    @Operation(
            summary =
                    "Take readings: one object (201), a list (all or none), or NDJSON (each line on its own, an answer per line)")
    public Response take(
            @PathParam("sessionId") UUID sessionId,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String type,
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema =
                                                    @Schema(
                                                            oneOf = {
                                                                ObservationJson.Reading.class,
                                                                ObservationJson.Reading[].class
                                                            })))
                    String body)
            throws JacksonException {
        if (type != null && type.startsWith(NDJSON)) {
            return lines(sessionId, body);
        }
        var tree = tree(body);
        if (tree.isArray()) {
            if (tree.isEmpty() || tree.size() > MOST) {
                throw Problem.of(PlatformProblem.VALIDATION_FAILED);
            }
            var readings = new ArrayList<ObservationJson.Reading>();
            for (var one : tree) {
                readings.add(reading(one));
            }
            return Answers.ok(new ObservationJson.TakenAll(observations.take(sessionId, readings, false)));
        }
        var taken = observations.take(sessionId, List.of(reading(tree)), true).getFirst();
        return taken.repeated() ? Answers.ok(taken) : Answers.created(taken);
    }

    /** A device's backlog: a bad line is told and does not hold up the others. */
    private Response lines(UUID sessionId, String body) throws JacksonException {
        var answer = new StringBuilder();
        var lines = body.split("\n");
        if (lines.length > MOST) {
            throw Problem.of(PlatformProblem.BODY_TOO_LARGE);
        }
        for (int i = 0; i < lines.length; i++) {
            if (!lines[i].isBlank()) {
                answer.append(json.writeValueAsString(line(sessionId, i + 1, lines[i])))
                        .append('\n');
            }
        }
        return Response.ok(answer.toString(), NDJSON)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private ObservationJson.Line line(UUID sessionId, int number, String text) {
        try {
            var taken = observations
                    .take(sessionId, List.of(reading(tree(text))), true)
                    .getFirst();
            return new ObservationJson.Line(number, taken.repeated() ? 200 : 201, null, null, taken);
        } catch (Problem refused) {
            var pointer = refused.violations().isEmpty()
                    ? null
                    : refused.violations().getFirst().pointer();
            return new ObservationJson.Line(
                    number, refused.code().status(), refused.code().name(), pointer, null);
        } catch (JacksonException malformed) {
            return new ObservationJson.Line(number, 400, PlatformProblem.MALFORMED_BODY.name(), null, null);
        }
    }

    private JsonNode tree(String body) throws JacksonException {
        try {
            var tree = json.readTree(body);
            if (!tree.isContainerNode()) {
                throw Problem.of(PlatformProblem.MALFORMED_BODY);
            }
            return tree;
        } catch (StackOverflowError | JsonMappingException tooDeep) {
            throw Problem.of(PlatformProblem.MALFORMED_BODY);
        }
    }

    private ObservationJson.Reading reading(JsonNode node) throws JacksonException {
        var reading = json.treeToValue(node, ObservationJson.Reading.class);
        if (reading == null || !validator.validate(reading).isEmpty()) {
            throw Problem.of(PlatformProblem.VALIDATION_FAILED);
        }
        return reading;
    }

    @GET
    @Path("/sessions/{sessionId}/observations")
    @Allowed(resource = "observation", action = "read", checksOwner = true)
    @Operation(summary = "The readings of a session, newest first")
    public Page<ObservationJson.View> list(
            @PathParam("sessionId") UUID sessionId,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        var size = Cursors.limit(limit);
        var list = "observations/" + sessionId;
        var keys = cursors.keys(cursor, caller.get(), list);
        var found = observations.of(
                sessionId,
                keys.isEmpty() ? null : Instant.parse(keys.getFirst()),
                keys.isEmpty() ? null : UUID.fromString(keys.get(1)),
                size + 1);
        return cursors.page(
                found, size, caller.get(), list, o -> List.of(o.observedAt().toString(), o.id().toString()));
    }

    @GET
    @Path("/sessions/{sessionId}/alarms")
    @Allowed(resource = "alarm", action = "read")
    @Operation(summary = "The alarms of a session, by time")
    public Page<ObservationJson.AlarmView> alarms(@PathParam("sessionId") UUID sessionId) {
        return new Page<>(alarms.of(sessionId), null);
    }

    @POST
    @Path("/alarms/{alarmId}/acknowledgement")
    @Consumes(MediaType.APPLICATION_JSON)
    @Allowed(resource = "alarm", action = "acknowledge")
    @Operation(summary = "Acknowledge an alarm; never refused for paperwork")
    public Response acknowledge(
            @PathParam("alarmId") UUID alarmId, @Valid ObservationJson.@Nullable Acknowledge asked) {
        return Answers.ok(
                alarms.acknowledge(alarmId, asked == null ? new ObservationJson.Acknowledge(null, null) : asked));
    }
}
