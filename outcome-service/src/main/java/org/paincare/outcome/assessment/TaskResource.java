package org.paincare.outcome.assessment;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.Text;
import org.paincare.platform.identity.Allowed;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.identity.Role;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.problem.Violation;
import org.paincare.platform.web.Answers;
import org.paincare.platform.web.Cursors;
import org.paincare.platform.web.Page;
import org.paincare.platform.web.Rfc3339;

@Path("/v1/tasks")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Tasks")
class TaskResource {

    private final StaffTasks tasks;
    private final Cursors cursors;
    private final CurrentCaller caller;

    TaskResource(StaffTasks tasks, Cursors cursors, CurrentCaller caller) {
        this.tasks = tasks;
        this.cursors = cursors;
        this.caller = caller;
    }

    @GET
    @Allowed(resource = "task", action = "read", checksOwner = true)
    @Operation(
            summary =
                    "The checks that the team does, as tasks by due time: the open ones, unless another state is named",
            description =
                    "Laboratory checks, consent reviews, calls after an unanswered follow-up. assignee is ME (these"
                            + " tasks are a role's: none) or a role such as NURSE; dueBefore is a time of RFC 3339. One is done by"
                            + " answering its assessment (`link`). Errors: 400 MALFORMED_PARAMETER, INVALID_CURSOR.")
    public Page<TaskJson.View> list(
            @Parameter(description = "OPEN, DONE or NOT_NEEDED") @QueryParam("state") @Nullable String state,
            @QueryParam("kind") @Nullable String kind,
            @QueryParam("assignee") @Nullable String assignee,
            @QueryParam("patientId") @Nullable UUID patientId,
            @QueryParam("sessionId") @Nullable UUID sessionId,
            @QueryParam("dueBefore") @Nullable String dueBefore,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor,
            @HeaderParam("Accept-Language") @Nullable String accepted) {
        var me = "ME".equals(assignee);
        var filter = new StaffTasks.Filter(
                state == null ? TaskJson.State.OPEN : named(TaskJson.State.class, "state", state),
                kind,
                assignee == null || me ? null : named(Role.class, "assignee", assignee),
                me,
                patientId,
                sessionId,
                dueBefore == null
                        ? null
                        : Rfc3339.parse(dueBefore).orElseThrow(() -> malformed("dueBefore", "RFC 3339")));
        var list = "tasks/" + filter;
        var size = Cursors.limit(limit);
        var keys = cursors.keys(cursor, caller.get(), list);
        var found = tasks.list(
                filter,
                keys.isEmpty() ? null : Instant.parse(keys.getFirst()),
                keys.isEmpty() ? null : UUID.fromString(keys.get(1)),
                size + 1,
                language(accepted));
        return cursors.page(
                found,
                size,
                caller.get(),
                list,
                task -> List.of(task.dueAt().toString(), task.id().toString()));
    }

    @GET
    @Path("/{taskId}")
    @Allowed(resource = "task", action = "read", checksOwner = true)
    @Operation(summary = "One check of the team as a task", description = "Errors: 404 NOT_FOUND.")
    public Response get(
            @PathParam("taskId") UUID taskId,
            @HeaderParam("Accept-Language") @Nullable String accepted,
            @Context Request request) {
        var seen = tasks.read(taskId, language(accepted));
        return Answers.read(request, seen.row(), seen.json());
    }

    /** Spanish where it is asked for before English. */
    private static Locale language(@Nullable String accepted) {
        return accepted != null && accepted.strip().toLowerCase(Locale.ROOT).startsWith("es")
                ? Locale.of("es")
                : Locale.ENGLISH;
    }

    private static <E extends Enum<E>> E named(Class<E> type, String parameter, String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(text))
                .findFirst()
                .orElseThrow(() -> malformed(
                        parameter,
                        Arrays.stream(type.getEnumConstants()).map(Enum::name).collect(Collectors.joining(", "))));
    }

    private static Problem malformed(String parameter, String wanted) {
        return Problem.of(
                PlatformProblem.MALFORMED_PARAMETER, new Violation(parameter, "WRONG_FORM", new Text(wanted, wanted)));
    }
}
