package org.paincare.patient.tasks;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.paincare.platform.idempotency.Idempotency;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.task.TaskDesk;
import org.paincare.platform.task.TaskEndpoints;
import org.paincare.platform.web.Cursors;

@Path("/v1/tasks")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Tasks")
class TaskResource extends TaskEndpoints {

    TaskResource(TaskDesk desk, Cursors cursors, CurrentCaller caller, HttpHeaders request, Idempotency idempotency) {
        super(desk, cursors, caller, request, idempotency);
    }
}
