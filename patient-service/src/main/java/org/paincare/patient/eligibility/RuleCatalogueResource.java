package org.paincare.patient.eligibility;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.paincare.patient.CatalogueAnswer;
import org.paincare.patient.eligibility.engine.ConsentRequirement;
import org.paincare.patient.eligibility.engine.LocalText;
import org.paincare.patient.eligibility.engine.Scope;
import org.paincare.patient.eligibility.engine.Severity;
import org.paincare.patient.ruleset.ActiveRuleSets;
import org.paincare.platform.identity.Allowed;

@Path("/v1/catalogue/eligibility-rules")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Catalogue")
class RuleCatalogueResource {

    private final ActiveRuleSets active;

    RuleCatalogueResource(ActiveRuleSets active) {
        this.active = active;
    }

    @Schema(name = "EligibilityRule")
    record Item(
            String ruleId,
            Severity severity,
            Set<Scope> scopes,
            Set<String> jurisdictions,
            boolean dayScale,
            LocalText title,
            String source) {}

    @Schema(name = "EligibilityRuleCatalogue")
    record Catalogue(String version, List<Item> items, List<ConsentRequirement> requiredConsents) {}

    @GET
    @Allowed(resource = "catalogue", action = "read")
    @Operation(summary = "The eligibility rules in force, with the consents they ask for")
    public Response get(@Context Request request) {
        var rules = active.current();
        var items = rules.rules().stream()
                .map(rule -> new Item(
                        rule.id(),
                        rule.printedSeverity(),
                        rule.scopes(),
                        rule.jurisdictions(),
                        rule.dayScale(),
                        rule.title(),
                        rule.source()))
                .toList();
        return CatalogueAnswer.of(request, rules.version(), new Catalogue(rules.version(), items, rules.consents()));
    }
}
