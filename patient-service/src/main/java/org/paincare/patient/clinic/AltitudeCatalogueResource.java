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
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.paincare.patient.CatalogueAnswer;
import org.paincare.platform.identity.Allowed;

@Path("/v1/catalogue/altitude-profiles")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Catalogue")
class AltitudeCatalogueResource {

    private final AltitudeProfiles profiles;

    AltitudeCatalogueResource(AltitudeProfiles profiles) {
        this.profiles = profiles;
    }

    @APIResponseSchema(AltitudeProfiles.All.class)
    @GET
    @Allowed(resource = "catalogue", action = "read")
    @Operation(
            summary =
                    "Oxygen and carbon dioxide limits by altitude, in % SpO2 and mmHg EtCO2: which profile holds where",
            description =
                    "From 430 m below to 2800 m above sea level; higher there is none, and no clinic is made there.")
    public Response get(@Context Request request) {
        return CatalogueAnswer.of(request, profiles.version(), profiles.all());
    }
}
