package org.paincare.session.offline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.validation.Valid;
import jakarta.validation.Validator;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.idempotency.Idempotency;
import org.paincare.platform.identity.Allowed;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.web.Answers;
import org.paincare.platform.web.Page;

@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Offline")
class OfflineResource {

    private static final String NDJSON = "application/x-ndjson";
    private static final int MOST = 500;
    private static final int BAD = 400;

    private final OfflineEntries entries;
    private final OfflineConflicts conflicts;
    private final Idempotency idempotency;
    private final ObjectMapper json;
    private final Validator validator;

    OfflineResource(
            OfflineEntries entries,
            OfflineConflicts conflicts,
            Idempotency idempotency,
            ObjectMapper json,
            Validator validator) {
        this.entries = entries;
        this.conflicts = conflicts;
        this.idempotency = idempotency;
        this.json = json;
        this.validator = validator;
    }

    /** A line that could be read. */
    private record Numbered(int line, OfflineJson.Entry entry) {}

    @POST
    @Path("/sessions/{sessionId}/offline-entries")
    @Consumes(NDJSON)
    @Produces({NDJSON, MediaType.APPLICATION_JSON})
    @Allowed(resource = "session", action = "amend")
    @Operation(
            summary = "What a tablet kept without connection, a line each (at most 500), up to 24 h afterwards",
            description =
                    "Lines are taken as yours, in the order of clientId and sequence, by the rules of the endpoint of their"
                            + " kind (OBSERVATION, RATE_CHANGE, PAUSE, RESUME, STOP, ADVERSE_EVENT, DRUG_GIVEN, NOTE); each line has an"
                            + " answer. What is refused is kept and listed in /offline-conflicts; only a line that cannot be"
                            + " read (400), or is to be sent again (503, LOST_RACE and what follows it), is not kept. Sending a"
                            + " line again answers as before.")
    @APIResponse(
            responseCode = "200",
            description = "A line for each line",
            content = @Content(mediaType = NDJSON, schema = @Schema(implementation = OfflineJson.Line.class)))
    public Response replay(
            @PathParam("sessionId") UUID sessionId,
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = NDJSON,
                                            schema = @Schema(implementation = OfflineJson.Entry.class)))
                    String body)
            throws JsonProcessingException {
        var texts = body.split("\n");
        if (texts.length > MOST) {
            throw Problem.of(PlatformProblem.BODY_TOO_LARGE);
        }
        entries.mustExist(sessionId);
        var answers = new TreeMap<Integer, OfflineJson.Line>();
        var readable = new ArrayList<Numbered>();
        for (int i = 0; i < texts.length; i++) {
            if (!texts[i].isBlank()) {
                var entry = entry(texts[i]);
                if (entry == null) {
                    answers.put(
                            i, new OfflineJson.Line(i + 1, BAD, PlatformProblem.MALFORMED_BODY.name(), false, null));
                } else {
                    readable.add(new Numbered(i, entry));
                }
            }
        }
        readable.sort(Comparator.comparing((Numbered line) -> line.entry().clientId())
                .thenComparing(line -> line.entry().sequence()));
        var waiting = new HashSet<String>();
        for (var line : readable) {
            answers.put(line.line(), take(sessionId, line, waiting));
        }
        var answer = new StringBuilder();
        for (var line : answers.values()) {
            answer.append(json.writeValueAsString(line)).append('\n');
        }
        return Response.ok(answer.toString(), NDJSON)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    /** @param waiting records of which an entry is to be sent again: what follows it waits, so that the order stays */
    private OfflineJson.Line take(UUID sessionId, Numbered line, Set<String> waiting) {
        var number = line.line() + 1;
        if (waiting.contains(line.entry().clientId())) {
            return new OfflineJson.Line(
                    number, PlatformProblem.LOST_RACE.status(), PlatformProblem.LOST_RACE.name(), false, null);
        }
        var became = entries.take(sessionId, line.entry());
        if (became.isToBeTriedAgain()) {
            waiting.add(line.entry().clientId());
        }
        return new OfflineJson.Line(number, became.status(), became.code(), became.repeated(), became.conflictId());
    }

    private OfflineJson.@Nullable Entry entry(String text) {
        try {
            var entry = json.readValue(text, OfflineJson.Entry.class);
            return entry == null || !validator.validate(entry).isEmpty() ? null : entry;
        } catch (StackOverflowError | JsonProcessingException unreadable) {
            return null;
        }
    }

    @GET
    @Path("/sessions/{sessionId}/offline-conflicts")
    @Allowed(resource = "observation", action = "read")
    @Operation(summary = "What tablets sent and could not be applied, by when it happened")
    public Page<OfflineJson.Conflict> conflicts(
            @PathParam("sessionId") UUID sessionId,
            @Parameter(description = "OPEN for those that nobody resolved yet") @QueryParam("state") @Nullable
                    String state) {
        if (state != null && !state.equals("OPEN")) {
            throw Problem.of(PlatformProblem.MALFORMED_PARAMETER);
        }
        return new Page<>(conflicts.of(sessionId, state != null), null);
    }

    @APIResponseSchema(value = OfflineJson.Conflict.class, responseCode = "200")
    @POST
    @Path("/sessions/{sessionId}/offline-conflicts/{conflictId}/resolution")
    @Consumes(MediaType.APPLICATION_JSON)
    @Allowed(resource = "session", action = "amend")
    @Operation(summary = "Say what became of an entry that could not be applied; once, with the reason")
    public Response resolve(
            @PathParam("sessionId") UUID sessionId,
            @PathParam("conflictId") UUID conflictId,
            @Valid @NotNull OfflineJson.Resolve asked) {
        return idempotency.once(asked, () -> Answers.ok(conflicts.resolve(sessionId, conflictId, asked)));
    }
}
