package org.paincare.patient.consent;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
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
import org.paincare.patient.Unchanging;
import org.paincare.platform.idempotency.Idempotency;
import org.paincare.platform.identity.Allowed;
import org.paincare.platform.web.Answers;

@Path("/v1/clinics/{clinicId}/consent-documents")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Consents")
class ConsentDocumentResource {

    private final ConsentDocuments documents;
    private final Idempotency idempotency;

    ConsentDocumentResource(ConsentDocuments documents, Idempotency idempotency) {
        this.documents = documents;
        this.idempotency = idempotency;
    }

    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = ConsentDocument.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ConsentDocument.class)))
    @POST
    @Allowed(resource = "protocol", action = "sign")
    @Operation(
            summary = "Publish a version of a consent document with a medical director's signature",
            description =
                    "The signature covers the SHA-256 of type, language, version, document hash, effectiveFrom as sent"
                            + " or '-', and asksAnew, joined by newlines; its meaning is PUBLISHES_CONSENT_DOCUMENT. From the first one on, only published versions of that type can be signed. One that asksAnew ends"
                            + " the signatures of earlier versions when it comes into effect: eligibility asks for consent again.")
    public Response publish(@PathParam("clinicId") UUID clinicId, @Valid @NotNull ConsentDocument.Publish wanted) {
        return idempotency.once(wanted, () -> {
            var published = documents.publish(clinicId, wanted);
            var document = published.document();
            var tag = new Unchanging(clinicId, document.id());
            return published.isNew()
                    ? Answers.created(
                            URI.create("/v1/clinics/" + clinicId + "/consent-documents/" + document.id()),
                            tag,
                            document)
                    : Answers.ok(tag, document);
        });
    }

    @APIResponseSchema(ConsentDocument.Listed.class)
    @GET
    @Allowed(resource = "clinic", action = "read-name")
    @Operation(summary = "The consent documents of the clinic, newest first")
    public Response list(@PathParam("clinicId") UUID clinicId) {
        return Answers.ok(documents.list(clinicId));
    }

    @APIResponseSchema(ConsentDocument.class)
    @GET
    @Path("/{documentId}")
    @Allowed(resource = "clinic", action = "read-name")
    @Operation(summary = "Read a version of a consent document")
    public Response get(
            @PathParam("clinicId") UUID clinicId, @PathParam("documentId") UUID documentId, @Context Request request) {
        return Answers.read(request, new Unchanging(clinicId, documentId), documents.get(clinicId, documentId));
    }
}
