package org.paincare.patient.eligibility;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.paincare.patient.eligibility.engine.RuleSetDifference;
import org.paincare.platform.idempotency.Idempotency;
import org.paincare.platform.identity.Allowed;
import org.paincare.platform.web.Answers;

@Path("/v1/clinics/{clinicId}/rule-sets")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Eligibility")
class RuleSetResource {

    private final RuleSetChange change;
    private final RuleSetDesk desk;
    private final Idempotency idempotency;

    RuleSetResource(RuleSetChange change, RuleSetDesk desk, Idempotency idempotency) {
        this.change = change;
        this.desk = desk;
        this.idempotency = idempotency;
    }

    /** @param patients who will be evaluated anew */
    @Schema(name = "EligibilityReevaluation")
    record Reevaluation(String version, int patients) {}

    @APIResponseSchema(RuleSetJson.Published.class)
    @GET
    @Allowed(resource = "protocol", action = "read")
    @Operation(summary = "The versions of the eligibility rules, shipped and the clinic's own, and the one in use")
    public Response list(@PathParam("clinicId") UUID clinicId) {
        return Answers.ok(desk.published(clinicId));
    }

    @POST
    @Allowed(resource = "protocol", action = "create")
    @Operation(
            summary = "Upload the clinic's own version of the rules; it is kept, and not used before it is signed",
            description =
                    "Checked as the shipped one is; its golden cases must be decided as they say. Facts, consents,"
                            + " policy flags, names and bounds of parameters are those of the shipped rules. The answer says what it"
                            + " changes against the version in use, and what to sign. At most 1 MB. 422 RULE_SET_REFUSED names at"
                            + " most 50 problems; 409 RULE_SET_EXISTS.")
    @APIResponseSchema(value = RuleSetJson.Kept.class, responseCode = "201")
    public Response upload(@PathParam("clinicId") UUID clinicId, @Valid @NotNull RuleSetJson.Upload asked) {
        return idempotency.once(asked, () -> {
            var kept = desk.upload(clinicId, asked);
            return Response.created(URI.create(kept.resource() + "/" + kept.version()))
                    .entity(kept)
                    .build();
        });
    }

    @GET
    @Path("/{version}")
    @Allowed(resource = "protocol", action = "read")
    @Operation(summary = "One version: whether it is in use, what it changes, what a signature must be over")
    @APIResponseSchema(RuleSetJson.Kept.class)
    public Response get(@PathParam("clinicId") UUID clinicId, @PathParam("version") String version) {
        return Answers.ok(desk.read(clinicId, version));
    }

    @POST
    @Path("/{version}/activation")
    @Allowed(resource = "protocol", action = "sign")
    @Operation(
            summary = "Put a version into use, with a medical director's signature over its contentHash",
            description =
                    "The clinic's own or again the one shipped. Everybody evaluated by another version is told of as"
                            + " EligibilityReevaluationDue and evaluated soon after, one by one. 422 SIGNATURE_INVALID,"
                            + " SIGNER_NOT_ALLOWED, RULE_SET_REFUSED where the signed policy does not fit; 409 SIGNATURE_USED.")
    @APIResponseSchema(value = RuleSetJson.Activated.class, responseCode = "200")
    public Response activate(
            @PathParam("clinicId") UUID clinicId,
            @PathParam("version") String version,
            @Valid @NotNull RuleSetJson.Activate asked) {
        return idempotency.once(asked, () -> Answers.ok(desk.activate(clinicId, version, asked.signatureId())));
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
        return Answers.ok(desk.difference(
                clinicId, new RuleSetJson.Named("before", before), new RuleSetJson.Named("after", after)));
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
                null, () -> Answers.ok(new Reevaluation(change.versionInUse(), change.reevaluateAll(clinicId))));
    }
}
