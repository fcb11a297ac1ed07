package org.paincare.patient.referral;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.paincare.patient.sheet.PatientSheets;
import org.paincare.patient.sheet.SheetKind;
import org.paincare.platform.identity.Allowed;
import org.paincare.platform.web.Answers;

@Path("/v1/patients/{patientId}/referrals")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Referral and payer")
class ReferralSheetResource {

    private final Referrals referrals;
    private final PatientSheets sheets;

    ReferralSheetResource(Referrals referrals, PatientSheets sheets) {
        this.referrals = referrals;
        this.sheets = sheets;
    }

    @APIResponseSchema(ReferralJson.Full.class)
    @GET
    @Allowed(resource = "enrolment", action = "read")
    @Operation(summary = "Who referred the patient, the letters and the replies; 404 where nothing was said yet")
    public Response get(@PathParam("patientId") UUID patientId, @Context Request request) {
        var sheet = sheets.read(patientId, SheetKind.REFERRALS, ReferralJson.Referrals.class);
        return Answers.read(request, sheet, ReferralJson.Full.of(patientId, sheet));
    }

    @GET
    @Path("/versions")
    @Allowed(resource = "enrolment", action = "read")
    @Operation(summary = "The referrals as they were, newest first; at most 100")
    public ReferralJson.Versions versions(@PathParam("patientId") UUID patientId) {
        return new ReferralJson.Versions(
                sheets.versions(patientId, SheetKind.REFERRALS, ReferralJson.Referrals.class).stream()
                        .map(kept -> new ReferralJson.Version(
                                kept.version(), kept.content().referrals(), kept.changedAt(), kept.changedBy()))
                        .toList());
    }

    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = ReferralJson.Full.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ReferralJson.Full.class)))
    @PUT
    @Allowed(resource = "enrolment", action = "write")
    @Operation(
            summary = "Say all referrals; with If-Match where some were said before",
            description = "At most 20, each with its source, question, letter and reply. 422 REFERRAL_REFUSED.")
    public Response put(
            @PathParam("patientId") UUID patientId,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull ReferralJson.Referrals said) {
        var put = referrals.put(patientId, ifMatch, said);
        var body = ReferralJson.Full.of(patientId, put.sheet());
        return put.isNew()
                ? Answers.created(URI.create("/v1/patients/" + patientId + "/referrals"), put.sheet(), body)
                : Answers.ok(put.sheet(), body);
    }
}
