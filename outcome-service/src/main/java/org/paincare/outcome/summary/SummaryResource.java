package org.paincare.outcome.summary;

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
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.paincare.platform.identity.Allowed;
import org.paincare.platform.web.Answers;

@Path("/v1/patients/{patientId}/summary")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Course")
class SummaryResource {

    private final Summaries summaries;

    SummaryResource(Summaries summaries) {
        this.summaries = summaries;
    }

    @GET
    @Allowed(resource = "scores", action = "read")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = SummaryJson.Summary.class)))
    @Operation(
            summary = "How the patient stands now: course, latest window, diary, open assessments, alerts, next review",
            description =
                    "Computed as the course is; windows in days per 28 unless the measure says otherwise. Errors: 404"
                            + " NOT_FOUND.")
    public Response read(@PathParam("patientId") UUID patientId) {
        return Answers.ok(summaries.of(patientId));
    }
}
