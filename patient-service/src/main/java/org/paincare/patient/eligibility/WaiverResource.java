package org.paincare.patient.eligibility;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.idempotency.Idempotency;
import org.paincare.platform.identity.Allowed;
import org.paincare.platform.web.Answers;

@Path("/v1/patients/{patientId}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Eligibility exceptions")
class WaiverResource {

    private final Waivers waivers;
    private final Idempotency idempotency;

    WaiverResource(Waivers waivers, Idempotency idempotency) {
        this.waivers = waivers;
        this.idempotency = idempotency;
    }

    @APIResponseSchema(value = WaiverJson.ToSign.class, responseCode = "200")
    @POST
    @Path("/waiver-previews")
    @Allowed(resource = "eligibility", action = "evaluate")
    @Operation(
            summary = "What to have signed for an override, deferral or clearance",
            description =
                    "contentHash is SHA-256 over kind, patient id, rule id or fact code, fact id or '-', expiresOn"
                            + " and the stripped reason, joined by newlines")
    public Response preview(@PathParam("patientId") UUID patientId, @Valid @NotNull WaiverJson.Preview preview) {
        return Answers.ok(waivers.preview(patientId, preview.wanted()));
    }

    @APIResponseSchema(value = WaiverJson.Full.class, responseCode = "201")
    @POST
    @Path("/overrides")
    @Allowed(resource = "eligibility", action = "override")
    @Operation(summary = "Override a rule of severity O with a prescriber's signature")
    public Response override(@PathParam("patientId") UUID patientId, @Valid @NotNull WaiverJson.OfRule wanted) {
        return idempotency.once(
                wanted, () -> taken(patientId, wanted.wanted(WaiverJson.Kind.OVERRIDE), wanted.signatureId()));
    }

    @APIResponseSchema(WaiverJson.Listed.class)
    @GET
    @Path("/overrides")
    @Allowed(resource = "eligibility", action = "read")
    @Operation(summary = "Overrides, newest first")
    public Response overrides(@PathParam("patientId") UUID patientId) {
        return Answers.ok(new WaiverJson.Listed(waivers.list(patientId, WaiverJson.Kind.OVERRIDE)));
    }

    @APIResponseSchema(WaiverJson.Full.class)
    @GET
    @Path("/overrides/{waiverId}")
    @Allowed(resource = "eligibility", action = "read")
    @Operation(summary = "Read an override")
    public Response override(@PathParam("patientId") UUID patientId, @PathParam("waiverId") UUID waiverId) {
        return read(patientId, WaiverJson.Kind.OVERRIDE, waiverId);
    }

    @APIResponseSchema(value = WaiverJson.Full.class, responseCode = "200")
    @POST
    @Path("/overrides/{waiverId}/revocation")
    @Allowed(resource = "eligibility", action = "override")
    @Operation(summary = "Revoke an override")
    public Response revokeOverride(
            @PathParam("patientId") UUID patientId,
            @PathParam("waiverId") UUID waiverId,
            @HeaderParam("If-Match") @Nullable String ifMatch) {
        return revoked(patientId, WaiverJson.Kind.OVERRIDE, waiverId, ifMatch);
    }

    @APIResponseSchema(value = WaiverJson.Full.class, responseCode = "201")
    @POST
    @Path("/deferrals")
    @Allowed(resource = "eligibility", action = "evaluate")
    @Operation(summary = "Put off what a rule of severity M* asks for, with a prescriber's or head nurse's signature")
    public Response defer(@PathParam("patientId") UUID patientId, @Valid @NotNull WaiverJson.OfRule wanted) {
        return idempotency.once(
                wanted, () -> taken(patientId, wanted.wanted(WaiverJson.Kind.DEFERRAL), wanted.signatureId()));
    }

    @APIResponseSchema(WaiverJson.Listed.class)
    @GET
    @Path("/deferrals")
    @Allowed(resource = "eligibility", action = "read")
    @Operation(summary = "Deferrals, newest first")
    public Response deferrals(@PathParam("patientId") UUID patientId) {
        return Answers.ok(new WaiverJson.Listed(waivers.list(patientId, WaiverJson.Kind.DEFERRAL)));
    }

    @APIResponseSchema(WaiverJson.Full.class)
    @GET
    @Path("/deferrals/{waiverId}")
    @Allowed(resource = "eligibility", action = "read")
    @Operation(summary = "Read a deferral")
    public Response deferral(@PathParam("patientId") UUID patientId, @PathParam("waiverId") UUID waiverId) {
        return read(patientId, WaiverJson.Kind.DEFERRAL, waiverId);
    }

    @APIResponseSchema(value = WaiverJson.Full.class, responseCode = "200")
    @POST
    @Path("/deferrals/{waiverId}/revocation")
    @Allowed(resource = "eligibility", action = "evaluate")
    @Operation(summary = "Revoke a deferral")
    public Response revokeDeferral(
            @PathParam("patientId") UUID patientId,
            @PathParam("waiverId") UUID waiverId,
            @HeaderParam("If-Match") @Nullable String ifMatch) {
        return revoked(patientId, WaiverJson.Kind.DEFERRAL, waiverId, ifMatch);
    }

    @APIResponseSchema(value = WaiverJson.Full.class, responseCode = "201")
    @POST
    @Path("/clearances")
    @Allowed(resource = "eligibility", action = "override")
    @Operation(
            summary = "Close a red flag or another finding that excludes until cleared, with a prescriber's signature")
    public Response clear(@PathParam("patientId") UUID patientId, @Valid @NotNull WaiverJson.OfFinding wanted) {
        return idempotency.once(wanted, () -> taken(patientId, wanted.wanted(), wanted.signatureId()));
    }

    @APIResponseSchema(WaiverJson.Listed.class)
    @GET
    @Path("/clearances")
    @Allowed(resource = "eligibility", action = "read")
    @Operation(summary = "Clearances, newest first")
    public Response clearances(@PathParam("patientId") UUID patientId) {
        return Answers.ok(new WaiverJson.Listed(waivers.list(patientId, WaiverJson.Kind.CLEARANCE)));
    }

    @APIResponseSchema(WaiverJson.Full.class)
    @GET
    @Path("/clearances/{waiverId}")
    @Allowed(resource = "eligibility", action = "read")
    @Operation(summary = "Read a clearance")
    public Response clearance(@PathParam("patientId") UUID patientId, @PathParam("waiverId") UUID waiverId) {
        return read(patientId, WaiverJson.Kind.CLEARANCE, waiverId);
    }

    @APIResponseSchema(value = WaiverJson.Full.class, responseCode = "200")
    @POST
    @Path("/clearances/{waiverId}/revocation")
    @Allowed(resource = "eligibility", action = "override")
    @Operation(summary = "Revoke a clearance")
    public Response revokeClearance(
            @PathParam("patientId") UUID patientId,
            @PathParam("waiverId") UUID waiverId,
            @HeaderParam("If-Match") @Nullable String ifMatch) {
        return revoked(patientId, WaiverJson.Kind.CLEARANCE, waiverId, ifMatch);
    }

    private Response taken(UUID patientId, WaiverJson.Wanted wanted, UUID signatureId) {
        var waiver = waivers.take(patientId, wanted, signatureId);
        return Answers.created(
                URI.create(wanted.kind().resource(patientId) + "/" + waiver.id()), waiver, waivers.json(waiver));
    }

    private Response revoked(UUID patientId, WaiverJson.Kind kind, UUID id, @Nullable String ifMatch) {
        return idempotency.once(null, () -> {
            var waiver = waivers.revoke(patientId, kind, id, ifMatch);
            return Answers.ok(waiver, waivers.json(waiver));
        });
    }

    /** Never 304: one expires without being written. */
    private Response read(UUID patientId, WaiverJson.Kind kind, UUID id) {
        var waiver = waivers.read(patientId, kind, id);
        return Answers.ok(waiver, waivers.json(waiver));
    }
}
