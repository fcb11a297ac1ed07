package org.paincare.patient.clinic;

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

@Path("/v1/catalogue/jurisdictions")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Catalogue")
class JurisdictionCatalogueResource {

    private final Jurisdictions jurisdictions;

    JurisdictionCatalogueResource(Jurisdictions jurisdictions) {
        this.jurisdictions = jurisdictions;
    }

    @GET
    @Allowed(resource = "catalogue", action = "read")
    @Operation(
            summary =
                    "The jurisdiction packs: identifier types, code systems, insurance regimes, required consents, retention")
    public Response get(@Context Request request) {
        return CatalogueAnswer.of(request, jurisdictions.all().version(), jurisdictions.all());
    }
}
