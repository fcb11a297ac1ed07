package org.paincare.patient.registry;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.paincare.platform.identity.Allowed;
import org.paincare.platform.web.Answers;

@Path("/v1/patient-duplicate-checks")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Patients")
class DuplicateCheckResource {

    private final PatientSearch search;

    DuplicateCheckResource(PatientSearch search) {
        this.search = search;
    }

    @APIResponseSchema(value = PatientJson.Candidates.class, responseCode = "200")
    @POST
    @Allowed(resource = "demographics", action = "write")
    @Operation(
            summary = "Who of the clinic's patients may be this person? Asked before registering; stores nothing",
            description =
                    "Accents, case, the order of names and slips of the pen do not count. At most 10, likeliest first:"
                            + " the same identifier value of whatever type; a like name born that day, or on a day a slip makes of"
                            + " it (day and month swapped, a digit off); almost the same name born whenever.")
    public Response check(@Valid @NotNull PatientJson.Probe probe) {
        return Answers.ok(new PatientJson.Candidates(search.candidates(probe)));
    }
}
