package org.paincare.platform.timeline;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.Text;
import org.paincare.platform.identity.Allowed;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.problem.Violation;
import org.paincare.platform.web.Answers;
import org.paincare.platform.web.Cursors;
import org.paincare.platform.web.Rfc3339;

/** This service's part of a patient's timeline; the gateway puts the parts together. */
@Path("/v1/patients/{patientId}/timeline")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Timeline")
public class TimelineResource {

    private static final Pattern KIND = Pattern.compile("[A-Z][A-Z0-9_]{1,40}");
    private static final int MOST_KINDS = 40;

    private final Timeline timeline;
    private final Cursors cursors;
    private final CurrentCaller caller;

    TimelineResource(Timeline timeline, Cursors cursors, CurrentCaller caller) {
        this.timeline = timeline;
        this.cursors = cursors;
        this.caller = caller;
    }

    @GET
    @Allowed(resource = "timeline", action = "read")
    @Operation(
            summary = "Everything on record about a patient, latest first, as far as your role may read it",
            description =
                    "From all services, by when it happened (`occurredAt`) and id. `from` (included) and `to` (not"
                            + " included) are times of RFC 3339; `kind` may be repeated, at most 40 times; a kind that nobody has"
                            + " gives nothing. A service that cannot answer is named in `partial` with a code; its items come with"
                            + " a later page of the same cursor once it answers, each item once. Errors: 400 MALFORMED_PARAMETER,"
                            + " INVALID_CURSOR, 403 FORBIDDEN, 404 NOT_FOUND.")
    @APIResponse(
            responseCode = "200",
            description = "A page of the timeline",
            content = @Content(schema = @Schema(implementation = TimelineJson.Page.class)))
    public Response timeline(
            @PathParam("patientId") UUID patientId,
            @Parameter(description = "RFC 3339, included") @QueryParam("from") @Nullable String from,
            @Parameter(description = "RFC 3339, not included") @QueryParam("to") @Nullable String to,
            @QueryParam("kind") List<String> kind,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        var filter = new Timeline.Filter(time("from", from), time("to", to), new TreeSet<>(kinds(kind)));
        int size = Cursors.limit(limit);
        var list = "timeline|" + patientId + "|" + filter;
        var keys = cursors.keys(cursor, caller.get(), list);
        var after = keys.isEmpty()
                ? null
                : new Timeline.Position(Instant.parse(keys.getFirst()), UUID.fromString(keys.get(1)));
        var page = cursors.page(
                timeline.page(patientId, filter, after, size + 1),
                size,
                caller.get(),
                list,
                item -> List.of(item.occurredAt().toString(), item.id().toString()));
        return Answers.ok(new TimelineJson.Page(page.items(), page.next(), null));
    }

    private static List<String> kinds(List<String> asked) {
        if (asked.size() > MOST_KINDS
                || !asked.stream().allMatch(kind -> KIND.matcher(kind).matches())) {
            throw malformed("kind", "At most 40 kinds such as SESSION_STEP", "A lo sumo 40 clases como SESSION_STEP");
        }
        return asked;
    }

    private static @Nullable Instant time(String name, @Nullable String text) {
        return text == null
                ? null
                : Rfc3339.parse(text)
                        .orElseThrow(() -> malformed(name, "A time of RFC 3339", "Una hora según RFC 3339"));
    }

    private static Problem malformed(String name, String en, String es) {
        return Problem.of(PlatformProblem.MALFORMED_PARAMETER, new Violation(name, "WRONG_FORM", new Text(en, es)));
    }
}
