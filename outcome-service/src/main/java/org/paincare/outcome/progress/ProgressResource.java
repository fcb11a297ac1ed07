package org.paincare.outcome.progress;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.paincare.platform.identity.Allowed;
import org.paincare.platform.web.Answers;
import org.paincare.platform.web.Page;

@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Course")
class ProgressResource {

    private final ProgressReader reader;

    ProgressResource(ProgressReader reader) {
        this.reader = reader;
    }

    @GET
    @Path("/patients/{patientId}/windows")
    @Allowed(resource = "scores", action = "read")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = ProgressJson.Windows.class)))
    @Operation(
            summary =
                    "Closed windows of 28 days as last computed, baseline first; before treatment the provisional baseline")
    public Response windows(@PathParam("patientId") UUID patientId) {
        return Answers.ok(reader.windows(patientId));
    }

    @APIResponseSchema(value = ProgressJson.ResponseResult.class, responseDescription = Page.DESCRIBED)
    @GET
    @Path("/patients/{patientId}/responses")
    @Allowed(resource = "scores", action = "read")
    @Operation(summary = "Each closed window against the baseline, with the reason in words")
    public Response responses(@PathParam("patientId") UUID patientId) {
        return Answers.ok(new Page<>(reader.responses(patientId), null));
    }

    @GET
    @Path("/patients/{patientId}/course")
    @Allowed(resource = "scores", action = "read")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ProgressJson.Course.class)))
    @Operation(
            summary = "Where treatment stands: courses, sensitisation, domains of daily function",
            description =
                    "Each change of a score says apart whether it matters to people (meaningful) and whether it is more than the"
                            + " instrument's noise (reliable); the clinic's own spread is used from 30 people on. Times to relapse are"
                            + " intervals in days from the last session; a missing window widens them.")
    public Response course(@PathParam("patientId") UUID patientId) {
        return Answers.ok(reader.course(patientId));
    }

    @APIResponseSchema(value = ProgressJson.Proposal.class, responseDescription = Page.DESCRIBED)
    @GET
    @Path("/patients/{patientId}/pacing")
    @Allowed(resource = "programme-review", action = "read")
    @Operation(summary = "Pacing proposals with the numbers behind them, latest first; decided in session-service")
    public Response pacing(@PathParam("patientId") UUID patientId) {
        return Answers.ok(new Page<>(reader.proposals(patientId), null));
    }
}
