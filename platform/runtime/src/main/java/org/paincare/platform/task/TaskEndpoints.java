package org.paincare.platform.task;

import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.Text;
import org.paincare.platform.idempotency.Idempotency;
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

/**
 * The endpoints of tasks, the same in every service that raises them; such a service has a resource at {@code /v1/tasks}
 * that extends this.
 */
public abstract class TaskEndpoints {

    private final TaskDesk desk;
    private final Cursors cursors;
    private final CurrentCaller caller;
    private final Idempotency idempotency;

    protected TaskEndpoints(TaskDesk desk, Cursors cursors, CurrentCaller caller, Idempotency idempotency) {
        this.desk = desk;
        this.cursors = cursors;
        this.caller = caller;
        this.idempotency = idempotency;
    }

    @GET
    @Allowed(resource = "task", action = "read", checksOwner = true)
    @Operation(
            summary = "The tasks of this service by due time: the open ones, unless another state is named",
            description = "assignee is ME (those given to the caller) or a role such as NURSE; dueBefore is a time of"
                    + " RFC 3339. Patients see what is for them, a clinic's administrator what is theirs.")
    @Transactional
    public Page<TaskJson.View> list(
            @Parameter(description = "OPEN, DONE or NOT_NEEDED") @QueryParam("state") @Nullable String state,
            @QueryParam("kind") @Nullable String kind,
            @QueryParam("assignee") @Nullable String assignee,
            @QueryParam("patientId") @Nullable UUID patientId,
            @QueryParam("sessionId") @Nullable UUID sessionId,
            @QueryParam("dueBefore") @Nullable String dueBefore,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        var me = "ME".equals(assignee);
        var filter = new TaskDesk.Filter(
                state == null ? Task.State.OPEN : named(Task.State.class, "state", state),
                kind,
                assignee == null || me ? null : named(Role.class, "assignee", assignee),
                me ? desk.self() : null,
                patientId,
                sessionId,
                dueBefore == null
                        ? null
                        : Rfc3339.parse(dueBefore).orElseThrow(() -> malformed("dueBefore", "RFC 3339")));
        var list = "tasks/" + filter;
        var size = Cursors.limit(limit);
        var keys = cursors.keys(cursor, caller.get(), list);
        var found = desk.list(
                filter,
                keys.isEmpty() ? null : Instant.parse(keys.getFirst()),
                keys.isEmpty() ? null : UUID.fromString(keys.get(1)),
                size + 1);
        return cursors.page(
                found,
                size,
                caller.get(),
                list,
                task -> List.of(task.dueAt().toString(), task.id().toString()));
    }

    @POST
    @Allowed(resource = "task", action = "manage")
    @Operation(
            summary = "Raise a task by hand: a call, a result to fetch; one that is open already is answered as it is")
    @APIResponseSchema(value = TaskJson.View.class, responseCode = "201")
    public Response raise(@Valid @NotNull TaskJson.Raise asked) {
        return idempotency.once(asked, () -> {
            var task = desk.raise(asked);
            return Answers.created(URI.create("/v1/tasks/" + task.id()), task, desk.full(task));
        });
    }

    @GET
    @Path("/{taskId}")
    @Allowed(resource = "task", action = "read", checksOwner = true)
    @Operation(summary = "One task, with every try at it")
    @APIResponseSchema(TaskJson.View.class)
    @Transactional
    public Response get(@PathParam("taskId") UUID taskId, @Context Request request) {
        var task = desk.read(taskId);
        return Answers.read(request, task, desk.full(task));
    }

    @POST
    @Path("/{taskId}/assignment")
    @Allowed(resource = "task", action = "do")
    @Operation(summary = "Take the task, or (head nurse, prescriber, medical director) give it to somebody")
    @APIResponseSchema(value = TaskJson.View.class, responseCode = "200")
    public Response assign(
            @PathParam("taskId") UUID taskId,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull TaskJson.Assign asked) {
        return idempotency.once(asked, () -> answer(desk.assign(taskId, ifMatch, asked)));
    }

    @POST
    @Path("/{taskId}/attempts")
    @Allowed(resource = "task", action = "do")
    @Operation(summary = "Record a try; the third that comes to nothing makes it the next role's")
    @APIResponseSchema(value = TaskJson.View.class, responseCode = "200")
    public Response attempt(
            @PathParam("taskId") UUID taskId,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull TaskJson.Attempt asked) {
        return idempotency.once(asked, () -> answer(desk.attempt(taskId, ifMatch, asked)));
    }

    @POST
    @Path("/{taskId}/completion")
    @Allowed(resource = "task", action = "do")
    @Operation(summary = "It is done; what came of it")
    @APIResponseSchema(value = TaskJson.View.class, responseCode = "200")
    public Response complete(
            @PathParam("taskId") UUID taskId,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull TaskJson.Complete asked) {
        return idempotency.once(asked, () -> answer(desk.complete(taskId, ifMatch, asked)));
    }

    private Response answer(Task task) {
        return Answers.ok(task, desk.full(task));
    }

    private static <E extends Enum<E>> E named(Class<E> type, String parameter, String name) {
        return Arrays.stream(type.getEnumConstants())
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> malformed(
                        parameter,
                        Arrays.stream(type.getEnumConstants()).map(Enum::name).collect(Collectors.joining(", "))));
    }

    private static Problem malformed(String name, String form) {
        return Problem.of(PlatformProblem.MALFORMED_PARAMETER, new Violation(name, "WRONG_FORM", new Text(form, form)));
    }
}
