package org.paincare.patient.history;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.paincare.patient.CatalogueAnswer;
import org.paincare.platform.identity.Allowed;

@Path("/v1/catalogue/headache-diagnoses")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Catalogue")
class DiagnosisCatalogueResource {

    private final Diagnoses diagnoses;

    DiagnosisCatalogueResource(Diagnoses diagnoses) {
        this.diagnoses = diagnoses;
    }

    @GET
    @Allowed(resource = "catalogue", action = "read")
    @Operation(summary = "The headache disorders in scope: codes by system, labels, the measure response is judged on")
    public Response get(@Context Request request) {
        var all = diagnoses.all();
        return CatalogueAnswer.of(request, all.version(), all);
    }
}
