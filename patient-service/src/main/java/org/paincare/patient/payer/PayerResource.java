package org.paincare.patient.payer;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
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

@Path("/v1/patients/{patientId}/payer-authorisations")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Referral and payer")
class PayerResource {

    private final Payers payers;
    private final PatientSheets sheets;

    PayerResource(Payers payers, PatientSheets sheets) {
        this.payers = payers;
        this.sheets = sheets;
    }

    /** Never 304: warnings come with the day. */
    @APIResponseSchema(PayerJson.Full.class)
    @GET
    @Allowed(resource = "enrolment", action = "read")
    @Operation(
            summary = "Who pays, for how many sessions, until when, and what to see to; 404 where nothing was said yet")
    public Response get(@PathParam("patientId") UUID patientId) {
        var sheet = sheets.read(patientId, SheetKind.PAYERS, PayerJson.Content.class);
        return Answers.ok(sheet, payers.json(patientId, sheet));
    }

    @GET
    @Path("/versions")
    @Allowed(resource = "enrolment", action = "read")
    @Operation(summary = "The authorisations as they were, newest first; at most 100")
    public PayerJson.Versions versions(@PathParam("patientId") UUID patientId) {
        return new PayerJson.Versions(sheets.versions(patientId, SheetKind.PAYERS, PayerJson.Content.class).stream()
                .map(kept -> new PayerJson.Version(
                        kept.version(),
                        kept.content().authorisations(),
                        kept.changedAt(),
                        kept.changedBy(),
                        kept.reason()))
                .toList());
    }

    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = PayerJson.Full.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PayerJson.Full.class)))
    @PUT
    @Allowed(resource = "enrolment", action = "write")
    @Operation(
            summary = "Say all authorisations; with If-Match where some were said before",
            description =
                    "At most 20. The standing names the one that counts today and warns (no authorisation, sessions"
                            + " used up, off-label request missing or denied); nothing is ever blocked. 422 PAYER_REFUSED.")
    public Response put(
            @PathParam("patientId") UUID patientId,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull PayerJson.Said said) {
        var put = payers.put(patientId, ifMatch, said);
        var body = payers.json(patientId, put.sheet());
        return put.isNew()
                ? Answers.created(URI.create("/v1/patients/" + patientId + "/payer-authorisations"), put.sheet(), body)
                : Answers.ok(put.sheet(), body);
    }
}
