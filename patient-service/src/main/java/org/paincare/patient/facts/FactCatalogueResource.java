package org.paincare.patient.facts;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.paincare.patient.CatalogueAnswer;
import org.paincare.patient.eligibility.engine.FactDefinition;
import org.paincare.patient.eligibility.engine.RuleSets;
import org.paincare.platform.identity.Allowed;

@Path("/v1/catalogue/clinical-facts")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Catalogue")
class FactCatalogueResource {

    @Schema(name = "ClinicalFactCatalogue")
    record Catalogue(String version, List<FactDefinition> items) {}

    @GET
    @Allowed(resource = "catalogue", action = "read")
    @Operation(summary = "Every clinical fact that may be recorded: kind, unit, range, codes, labels")
    public Response get(@Context Request request) {
        var vocabulary = RuleSets.current().vocabulary();
        return CatalogueAnswer.of(
                request,
                vocabulary.version(),
                new Catalogue(
                        vocabulary.version(),
                        vocabulary.facts().stream()
                                .filter(fact -> !fact.derived())
                                .toList()));
    }
}
