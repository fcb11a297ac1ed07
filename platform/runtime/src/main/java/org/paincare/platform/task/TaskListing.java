package org.paincare.platform.task;

import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
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
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.Text;
import org.paincare.platform.identity.Allowed;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.identity.Role;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.problem.ProblemAnswer;
import org.paincare.platform.problem.Violation;
import org.paincare.platform.web.Answers;
import org.paincare.platform.web.Cursors;
import org.paincare.platform.web.Page;
import org.paincare.platform.web.Rfc3339;

/** Reading tasks, the same in every service; each has a resource at {@code /v1/tasks} that extends this. */
public abstract class TaskListing {

    private final TaskBook book;
    private final Cursors cursors;
    private final CurrentCaller caller;
    private final HttpHeaders request;

    protected TaskListing(TaskBook book, Cursors cursors, CurrentCaller caller, HttpHeaders request) {
        this.book = book;
        this.cursors = cursors;
        this.caller = caller;
        this.request = request;
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
        var filter = new TaskBook.Filter(
                state == null ? TaskBook.State.OPEN : named(TaskBook.State.class, "state", state),
                kind,
                assignee == null || me ? null : named(Role.class, "assignee", assignee),
                me ? book.self() : null,
                patientId,
                sessionId,
                dueBefore == null
                        ? null
                        : Rfc3339.parse(dueBefore).orElseThrow(() -> malformed("dueBefore", "RFC 3339")));
        var list = "tasks/" + filter;
        var size = Cursors.limit(limit);
        var keys = cursors.keys(cursor, caller.get(), list);
        var found = book.list(
                filter,
                keys.isEmpty() ? null : Instant.parse(keys.getFirst()),
                keys.isEmpty() ? null : UUID.fromString(keys.get(1)),
                size + 1,
                language());
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
    @Operation(summary = "One task, with every try at it")
    @APIResponseSchema(TaskJson.View.class)
    @Transactional
    public Response get(@PathParam("taskId") UUID taskId, @Context Request conditional) {
        var shown = book.read(taskId, language());
        return Answers.read(conditional, shown.record(), shown.view());
    }

    /** What the caller reads. */
    protected Locale language() {
        return ProblemAnswer.languageOf(request.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE));
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
