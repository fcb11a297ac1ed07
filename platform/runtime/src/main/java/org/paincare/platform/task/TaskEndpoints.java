package org.paincare.platform.task;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.idempotency.Idempotency;
import org.paincare.platform.identity.Allowed;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.web.Answers;
import org.paincare.platform.web.Cursors;

/** The endpoints of tasks that have a table of their own, the same in every service that raises them. */
public abstract class TaskEndpoints extends TaskListing {

    private final TaskDesk desk;
    private final Idempotency idempotency;

    protected TaskEndpoints(
            TaskDesk desk, Cursors cursors, CurrentCaller caller, HttpHeaders request, Idempotency idempotency) {
        super(desk, cursors, caller, request);
        this.desk = desk;
        this.idempotency = idempotency;
    }

    @POST
    @Allowed(resource = "task", action = "manage")
    @Operation(
            summary = "Raise a task by hand: a call, a result to fetch; one that is open already is answered as it is")
    @APIResponseSchema(value = TaskJson.View.class, responseCode = "201")
    public Response raise(@Valid @NotNull TaskJson.Raise asked) {
        return idempotency.once(asked, () -> {
            var task = desk.raise(asked);
            return Answers.created(URI.create("/v1/tasks/" + task.id()), task, desk.full(task, language()));
        });
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
        return Answers.ok(task, desk.full(task, language()));
    }
}
