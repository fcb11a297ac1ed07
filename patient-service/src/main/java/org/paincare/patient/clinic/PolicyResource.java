package org.paincare.patient.clinic;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.identity.Allowed;
import org.paincare.platform.web.Answers;

@Path("/v1/clinics/{clinicId}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Clinics")
class PolicyResource {

    private final Policies policies;

    PolicyResource(Policies policies) {
        this.policies = policies;
    }

    @APIResponseSchema(PolicyJson.Full.class)
    @GET
    @Path("/policy")
    @Allowed(resource = "clinic", action = "read")
    @Operation(
            summary =
                    "The clinic's policy values, who signed them, and everything that may be set with default and bounds",
            description = "The ETag is the clinic's: settings, policy and state are one version.")
    public Response get(@PathParam("clinicId") UUID clinicId, @Context Request request) {
        var clinic = policies.clinic(clinicId);
        return Answers.read(request, clinic, policies.json(clinic));
    }

    @APIResponseSchema(value = PolicyJson.ToSign.class, responseCode = "200")
    @POST
    @Path("/policy-previews")
    @Allowed(resource = "clinic", action = "sign-policy")
    @Operation(
            summary = "What to have signed for these policy values; stores nothing",
            description =
                    "contentHash is SHA-256 over POLICY, the clinic's id and code=value in the order of the codes,"
                            + " joined by newlines. 422 POLICY_REFUSED names each value that is unknown or outside its bounds.")
    public Response preview(@PathParam("clinicId") UUID clinicId, @Valid @NotNull PolicyJson.Preview wanted) {
        return Answers.ok(policies.preview(clinicId, wanted));
    }

    @APIResponseSchema(value = PolicyJson.Full.class, responseCode = "200")
    @PUT
    @Path("/policy")
    @Allowed(resource = "clinic", action = "sign-policy")
    @Operation(
            summary = "Put policy values in force with the medical director's signature (If-Match)",
            description =
                    "values holds everything that is to differ from its default. Told as ClinicConfigured; the version"
                            + " before is kept.")
    public Response put(
            @PathParam("clinicId") UUID clinicId,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull PolicyJson.Put wanted) {
        var clinic = policies.put(clinicId, ifMatch, wanted);
        return Answers.ok(clinic, policies.json(clinic));
    }

    @GET
    @Path("/versions")
    @Allowed(resource = "clinic", action = "read")
    @Operation(
            summary = "What the clinic's settings, policy and state were, newest first: since when, by whom, why",
            description = "At most 100 versions.")
    public PolicyJson.Versions versions(@PathParam("clinicId") UUID clinicId) {
        return new PolicyJson.Versions(policies.versions(clinicId));
    }
}
