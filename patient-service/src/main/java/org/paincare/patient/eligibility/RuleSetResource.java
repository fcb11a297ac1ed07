package org.paincare.patient.eligibility;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.paincare.patient.eligibility.engine.RuleSet;
import org.paincare.patient.eligibility.engine.RuleSetDifference;
import org.paincare.patient.eligibility.engine.RuleSets;
import org.paincare.platform.Text;
import org.paincare.platform.idempotency.Idempotency;
import org.paincare.platform.identity.Allowed;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.problem.Violation;
import org.paincare.platform.web.Answers;

@Path("/v1/clinics/{clinicId}/rule-sets")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Eligibility")
class RuleSetResource {

    private final RuleSetChange change;
    private final Idempotency idempotency;

    RuleSetResource(RuleSetChange change, Idempotency idempotency) {
        this.change = change;
        this.idempotency = idempotency;
    }

    /** @param versions the oldest first */
    @Schema(name = "EligibilityRuleSets")
    record Published(String current, List<String> versions) {}

    /** @param patients who will be evaluated anew */
    @Schema(name = "EligibilityReevaluation")
    record Reevaluation(String version, int patients) {}

    @APIResponseSchema(RuleSetResource.Published.class)
    @GET
    @Allowed(resource = "protocol", action = "read")
    @Operation(summary = "The versions of the eligibility rules, and the one in use")
    public Response list(@PathParam("clinicId") UUID clinicId) {
        change.mustBeHere(clinicId);
        return Answers.ok(new Published(RuleSets.CURRENT, RuleSets.PUBLISHED));
    }

    @APIResponseSchema(RuleSetDifference.class)
    @GET
    @Path("/differences")
    @Allowed(resource = "protocol", action = "read")
    @Operation(summary = "What a version changes against another: rules, parameters, facts, consents, sentences")
    public Response differences(
            @PathParam("clinicId") UUID clinicId,
            @QueryParam("before") @Nullable String before,
            @QueryParam("after") @Nullable String after) {
        change.mustBeHere(clinicId);
        return Answers.ok(RuleSetDifference.of(named("before", before), named("after", after)));
    }

    @APIResponseSchema(value = RuleSetResource.Reevaluation.class, responseCode = "200")
    @POST
    @Path("/reevaluation")
    @Allowed(resource = "protocol", action = "sign")
    @Operation(
            summary = "Take the version in use into use: evaluate everybody anew who was evaluated by another",
            description = "Each is told of as EligibilityReevaluationDue and evaluated soon after, one by one.")
    public Response reevaluation(@PathParam("clinicId") UUID clinicId) {
        return idempotency.once(
                null, () -> Answers.ok(new Reevaluation(RuleSets.CURRENT, change.reevaluateAll(clinicId))));
    }

    private static RuleSet named(String parameter, @Nullable String version) {
        if (version == null || !RuleSets.PUBLISHED.contains(version)) {
            throw Problem.of(
                    PlatformProblem.MALFORMED_PARAMETER,
                    new Violation(
                            parameter,
                            "UNKNOWN",
                            new Text("One of " + RuleSets.PUBLISHED, "Uno de " + RuleSets.PUBLISHED)));
        }
        return RuleSets.version(version);
    }
}
