package org.paincare.patient.laboratory;

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

@Path("/v1/catalogue/laboratory-analytes")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Catalogue")
class AnalyteCatalogueResource {

    private final Analytes analytes;

    AnalyteCatalogueResource(Analytes analytes) {
        this.analytes = analytes;
    }

    @GET
    @Allowed(resource = "catalogue", action = "read")
    @Operation(summary = "What results are recorded of: units, plausible ranges, and the fact that rules read")
    public Response get(@Context Request request) {
        return CatalogueAnswer.of(request, analytes.all().version(), analytes.all());
    }
}
