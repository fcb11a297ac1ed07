package org.paincare.patient.expectation;

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

@Path("/v1/catalogue/expectations-sheet")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Catalogue")
class ExpectationsCatalogueResource {

    private final ExpectationsSheet sheet;

    ExpectationsCatalogueResource(ExpectationsSheet sheet) {
        this.sheet = sheet;
    }

    @GET
    @Allowed(resource = "catalogue", action = "read")
    @Operation(summary = "What a patient reads before consenting: evidence, chances, alternatives, when we stop")
    public Response get(@Context Request request) {
        return CatalogueAnswer.of(request, sheet.current().version(), sheet.current());
    }
}
