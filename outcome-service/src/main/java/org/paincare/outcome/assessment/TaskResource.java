package org.paincare.outcome.assessment;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.task.TaskListing;
import org.paincare.platform.web.Cursors;

/** The checks that the team does, as tasks: laboratory checks, consent reviews, calls after an unanswered follow-up. */
@Path("/v1/tasks")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Tasks")
class TaskResource extends TaskListing {

    TaskResource(StaffTasks tasks, Cursors cursors, CurrentCaller caller, HttpHeaders request) {
        super(tasks, cursors, caller, request);
    }
}
