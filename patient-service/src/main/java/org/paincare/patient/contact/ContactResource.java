package org.paincare.patient.contact;

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

@Path("/v1/patients/{patientId}/contacts")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Patients")
class ContactResource {

    private final PatientSheets sheets;

    ContactResource(PatientSheets sheets) {
        this.sheets = sheets;
    }

    @APIResponseSchema(ContactJson.Full.class)
    @GET
    @Allowed(resource = "demographics", action = "read")
    @Operation(summary = "Whom to call: emergency contacts, representative, escort; 404 where none were said yet")
    public Response get(@PathParam("patientId") UUID patientId, @Context Request request) {
        var sheet = sheets.read(patientId, SheetKind.CONTACTS, ContactJson.Contacts.class);
        return Answers.read(request, sheet, ContactJson.Full.of(patientId, sheet));
    }

    @GET
    @Path("/versions")
    @Allowed(resource = "demographics", action = "read")
    @Operation(summary = "The contacts as they were, newest first; at most 100")
    public ContactJson.Versions versions(@PathParam("patientId") UUID patientId) {
        return new ContactJson.Versions(
                sheets.versions(patientId, SheetKind.CONTACTS, ContactJson.Contacts.class).stream()
                        .map(kept -> new ContactJson.Version(
                                kept.version(), kept.content().contacts(), kept.changedAt(), kept.changedBy()))
                        .toList());
    }

    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = ContactJson.Full.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ContactJson.Full.class)))
    @PUT
    @Allowed(resource = "demographics", action = "write")
    @Operation(
            summary = "Say all contacts; with If-Match where some were said before",
            description =
                    "At most 10. An emergency contact has a phone (E.164), any other a phone or an e-mail address.")
    public Response put(
            @PathParam("patientId") UUID patientId,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull ContactJson.Contacts said) {
        var put = sheets.put(patientId, SheetKind.CONTACTS, ifMatch, said, ContactJson.Contacts.class, null);
        var body = ContactJson.Full.of(patientId, put.sheet());
        return put.isNew()
                ? Answers.created(URI.create("/v1/patients/" + patientId + "/contacts"), put.sheet(), body)
                : Answers.ok(put.sheet(), body);
    }
}
