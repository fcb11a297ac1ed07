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
import java.net.URI;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.identity.Allowed;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.identity.Permissions;
import org.paincare.platform.web.Answers;

@Path("/v1/clinics")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Clinics")
class ClinicResource {

    private final Clinics clinics;
    private final Permissions permissions;
    private final CurrentCaller caller;

    ClinicResource(Clinics clinics, Permissions permissions, CurrentCaller caller) {
        this.clinics = clinics;
        this.permissions = permissions;
        this.caller = caller;
    }

    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = ClinicJson.Full.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ClinicJson.Full.class)))
    @POST
    @Allowed(resource = "clinic", action = "administer")
    @Operation(
            summary = "Create a clinic; the same request again answers the clinic that is there",
            description =
                    "firstAdministrator is entered by subject, or invited by email: then the answer that made the clinic"
                            + " has the invitation with its address, shown there only, and mail says whether it will be sent"
                            + " (NO_MAIL_SERVER: it will not). Errors: 409 CLINIC_EXISTS, 409 STAFF_FRONTEND_MISSING, 422"
                            + " STAFF_FRONTEND_INVALID, 422 UNKNOWN_ZONE, 422 UNKNOWN_ALTITUDE_PROFILE.")
    public Response create(@Valid @NotNull ClinicJson.Create wanted) {
        var created = clinics.create(wanted);
        var clinic = created.clinic();
        return created.isNew()
                ? Answers.created(URI.create("/v1/clinics/" + clinic.id()), clinic, clinic.full(created.invitation()))
                : Answers.ok(clinic, clinic.full());
    }

    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(anyOf = {ClinicJson.Full.class, ClinicJson.NameOnly.class})))
    @GET
    @Path("/{clinicId}")
    @Allowed(resource = "clinic", action = "find")
    @Operation(summary = "Read your clinic; a patient sees its name only, and so does ops of any clinic")
    public Response get(@PathParam("clinicId") UUID clinicId, @Context Request request) {
        var ofAll = permissions.reach(caller.get().roles(), "clinic", "administer") != null;
        var clinic = ofAll ? clinics.ofInstallation(clinicId) : clinics.get(clinicId);
        var full = permissions.reach(caller.get().roles(), "clinic", "read") != null;
        return Answers.read(request, clinic, full ? clinic.full() : clinic.nameOnly());
    }

    @APIResponseSchema(value = ClinicJson.Full.class, responseCode = "200")
    @POST
    @Path("/{clinicId}/suspension")
    @Allowed(resource = "clinic", action = "administer")
    @Operation(
            summary = "Suspend a clinic: its people still read, and record deaths and withdrawn consents; nothing else",
            description = "Care under way at the bedside goes on. The same again changes nothing. 409 CLINIC_CLOSED.")
    public Response suspend(@PathParam("clinicId") UUID clinicId, @Valid @NotNull ClinicJson.Because why) {
        return became(clinicId, ClinicJson.State.SUSPENDED, why);
    }

    @APIResponseSchema(value = ClinicJson.Full.class, responseCode = "200")
    @POST
    @Path("/{clinicId}/reinstatement")
    @Allowed(resource = "clinic", action = "administer")
    @Operation(
            summary = "Open a suspended clinic again",
            description = "The same again changes nothing. 409 CLINIC_CLOSED.")
    public Response reinstate(@PathParam("clinicId") UUID clinicId, @Valid @NotNull ClinicJson.Because why) {
        return became(clinicId, ClinicJson.State.ACTIVE, why);
    }

    @APIResponseSchema(value = ClinicJson.Full.class, responseCode = "200")
    @POST
    @Path("/{clinicId}/closure")
    @Allowed(resource = "clinic", action = "administer")
    @Operation(
            summary = "Close a clinic for good; its data is kept",
            description = "As suspended, and never opened again. The same again changes nothing.")
    public Response close(@PathParam("clinicId") UUID clinicId, @Valid @NotNull ClinicJson.Because why) {
        return became(clinicId, ClinicJson.State.CLOSED, why);
    }

    private Response became(UUID clinicId, ClinicJson.State state, ClinicJson.Because why) {
        var clinic = clinics.become(clinicId, state, why.reason());
        return Answers.ok(clinic, clinic.full());
    }

    @APIResponseSchema(value = ClinicJson.Full.class, responseCode = "200")
    @PUT
    @Path("/{clinicId}")
    @Allowed(resource = "clinic", action = "write")
    @Operation(
            summary = "Change the clinic's settings (If-Match)",
            description =
                    "Another altitudeMetres (m above sea level) or altitudeProfile moves oxygen alarms and eligibility: it comes"
                            + " with altitudeSignatureId, a medical director's signature over what /altitude-previews says, else 422"
                            + " ALTITUDE_SIGNATURE_REQUIRED. Errors: 422 SIGNATURE_INVALID, 422 SIGNER_NOT_ALLOWED, 409"
                            + " SIGNATURE_USED, 422 UNKNOWN_ALTITUDE_PROFILE, 422 STAFF_FRONTEND_INVALID, 412 STALE.")
    public Response change(
            @PathParam("clinicId") UUID clinicId,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull ClinicJson.Settings wanted) {
        var clinic = clinics.change(clinicId, ifMatch, wanted);
        return Answers.ok(clinic, clinic.full());
    }

    @APIResponseSchema(value = PolicyJson.ToSign.class, responseCode = "200")
    @POST
    @Path("/{clinicId}/altitude-previews")
    @Allowed(resource = "clinic", action = "read")
    @Operation(
            summary = "What the medical director is to sign for this altitude and its profile; stores nothing",
            description =
                    "contentHash is SHA-256 over ALTITUDE, the clinic's id, altitudeMetres, altitudeProfile and the version of"
                            + " the catalogue of altitude profiles, joined by newlines. 422 UNKNOWN_ALTITUDE_PROFILE where the profile"
                            + " does not hold at that altitude.")
    public Response altitudePreview(@PathParam("clinicId") UUID clinicId, @Valid @NotNull AltitudeJson.Preview wanted) {
        return Answers.ok(clinics.altitudePreview(clinicId, wanted));
    }
}
