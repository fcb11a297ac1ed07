package org.paincare.session.observing;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Validator;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.idempotency.Idempotency;
import org.paincare.platform.identity.Allowed;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.web.Answers;
import org.paincare.platform.web.Cursors;
import org.paincare.platform.web.Page;
import org.paincare.session.monitoring.Sign;

@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Observations")
class ObservationResource {

    private static final String NDJSON = "application/x-ndjson";
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7E]{1,128}");
    private static final int MOST_IN_A_LIST = 500;
    private static final int MOST_LINES = 5000;

    /** Lines that are stored in one transaction. */
    private static final int LINES_TOGETHER = 250;

    private final Observations observations;
    private final ObservationList readings;
    private final Cursors cursors;
    private final CurrentCaller caller;
    private final ObjectMapper json;
    private final Validator validator;

    ObservationResource(
            Observations observations,
            ObservationList readings,
            Cursors cursors,
            CurrentCaller caller,
            ObjectMapper json,
            Validator validator) {
        this.observations = observations;
        this.readings = readings;
        this.cursors = cursors;
        this.caller = caller;
        this.json = json;
        this.validator = validator;
    }

    @POST
    @Path("/sessions/{sessionId}/observations")
    @Consumes({MediaType.APPLICATION_JSON, NDJSON})
    @Produces({MediaType.APPLICATION_JSON, NDJSON})
    @RunOnVirtualThread
    @Allowed(resource = "observation", action = "create")
    @APIResponse(
            responseCode = "201",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ObservationJson.Taken.class)))
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(anyOf = {ObservationJson.Taken.class, ObservationJson.TakenAll.class})))
    @Operation(
            summary =
                    "Take readings: one object (201), a list (all or none), or NDJSON (each line on its own, an answer per line)",
            description =
                    "Judged by the limits in force and shown before they are stored. A device's reading sent again is answered"
                            + " as before (200); other content under the same number is refused (409 READING_CONFLICT) and a"
                            + " nurse is asked to check the device. A person's reading has no number: it is known by the"
                            + " Idempotency-Key and its place in what was sent. Where the database cannot store it now, alarms are shown all"
                            + " the same and the answer is 503 ALARM_NOT_STORED with Retry-After: keep the readings and send them"
                            + " again. A list holds up to 500, NDJSON up to 5000 readings. Of a closed session only what a device kept"
                            + " back is taken, up to 48 h after it was closed: with its number and backfill.")
    public Response take(
            @PathParam("sessionId") UUID sessionId,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String type,
            @Context HttpHeaders sent,
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
        var key = sent.getHeaderString(Idempotency.HEADER);
        if (type != null && type.startsWith(NDJSON)) {
            return lines(sessionId, key, body);
        }
        var tree = tree(body);
        if (tree.isArray()) {
            if (tree.isEmpty() || tree.size() > MOST_IN_A_LIST) {
                throw Problem.of(PlatformProblem.VALIDATION_FAILED);
            }
            var items = new ArrayList<ReadingBatch.Item>();
            for (int i = 0; i < tree.size(); i++) {
                items.add(named(sessionId, ReadingBatch.Item.of("/" + i, reading(tree.get(i))), key, i));
            }
            return Answers.ok(new ObservationJson.TakenAll(observations.take(sessionId, items, true).stream()
                    .map(outcome -> Objects.requireNonNull(outcome.taken()))
                    .toList()));
        }
        var outcome = observations
                .take(sessionId, List.of(named(sessionId, ReadingBatch.Item.of("", reading(tree)), key, 0)), true)
                .getFirst();
        var taken = Objects.requireNonNull(outcome.taken());
        return taken.repeated() ? Answers.ok(taken) : Answers.created(taken);
    }

    /** A device's backlog: a bad line is told and does not hold up the others. */
    private Response lines(UUID sessionId, @Nullable String key, String body) throws JacksonException {
        var lines = body.split("\n");
        if (lines.length > MOST_LINES) {
            throw Problem.of(PlatformProblem.BODY_TOO_LARGE);
        }
        var answer = new StringBuilder();
        var numbers = new ArrayList<Integer>();
        var items = new ArrayList<ReadingBatch.Item>();
        for (int i = 0; i < lines.length; i++) {
            if (!lines[i].isBlank()) {
                numbers.add(i + 1);
                items.add(named(sessionId, item(lines[i]), key, i));
            }
            if (!items.isEmpty() && (items.size() == LINES_TOGETHER || i == lines.length - 1)) {
                var outcomes = observations.take(sessionId, items, false);
                for (int j = 0; j < outcomes.size(); j++) {
                    answer.append(json.writeValueAsString(line(numbers.get(j), outcomes.get(j))))
                            .append('\n');
                }
                numbers.clear();
                items = new ArrayList<>();
            }
        }
        return Response.ok(answer.toString(), NDJSON)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    /** A reading without a device's number is known by the request's key and its place: sent again it is a repeat. */
    private ReadingBatch.Item named(UUID sessionId, ReadingBatch.Item item, @Nullable String key, int place) {
        if (key == null || item.reading() == null || item.reading().device() != null) {
            return item;
        }
        if (!KEY.matcher(key).matches()) {
            throw Problem.of(PlatformProblem.MALFORMED_PARAMETER);
        }
        return item.entered(ReadingBatch.Number.ofRequest(caller.get().id(), sessionId, key, place));
    }

    private ReadingBatch.Item item(String line) {
        try {
            return ReadingBatch.Item.of("", reading(tree(line)));
        } catch (Problem refused) {
            return ReadingBatch.Item.refused(refused);
        } catch (JacksonException malformed) {
            return ReadingBatch.Item.refused(Problem.of(PlatformProblem.MALFORMED_BODY));
        }
    }

    private static ObservationJson.Line line(int number, Observations.Outcome outcome) {
        var taken = outcome.taken();
        if (taken != null) {
            return new ObservationJson.Line(number, taken.repeated() ? 200 : 201, null, null, taken);
        }
        var refused = Objects.requireNonNull(outcome.refused());
        var pointer = refused.violations().isEmpty()
                ? null
                : refused.violations().getFirst().pointer();
        return new ObservationJson.Line(
                number, refused.code().status(), refused.code().name(), pointer, null);
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
    @Operation(summary = "The readings of a session, newest first; with `sign` those alone that have a value of it")
    public Page<ObservationJson.View> list(
            @PathParam("sessionId") UUID sessionId,
            @QueryParam("sign") @Nullable Sign sign,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        var size = Cursors.limit(limit);
        var list = "observations/" + sessionId + (sign == null ? "" : "/" + sign);
        var keys = cursors.keys(cursor, caller.get(), list);
        var found = readings.of(
                sessionId,
                sign,
                keys.isEmpty() ? null : Instant.parse(keys.getFirst()),
                keys.isEmpty() ? null : UUID.fromString(keys.get(1)),
                size + 1);
        return cursors.page(
                found, size, caller.get(), list, o -> List.of(o.observedAt().toString(), o.id().toString()));
    }
}
