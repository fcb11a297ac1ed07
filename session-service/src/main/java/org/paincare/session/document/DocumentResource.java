package org.paincare.session.document;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.paincare.platform.identity.Allowed;
import org.paincare.session.paper.Paper;
import org.paincare.session.paper.Pdf;

@Path("/v1/sessions/{sessionId}/documents")
@Produces({"application/pdf", MediaType.APPLICATION_JSON})
@Tag(name = "Documents")
class DocumentResource {

    private final Documents documents;

    DocumentResource(Documents documents) {
        this.documents = documents;
    }

    @GET
    @Path("/order-label")
    @Allowed(resource = "dose-order", action = "read")
    @Operation(
            summary =
                    "The order's label for bag or syringe as PDF (es, en by Accept-Language), with signer, registration and"
                            + " hash; 409 for an order that is not signed as it stands")
    public Response orderLabel(@PathParam("sessionId") UUID sessionId) {
        return pdf(documents.orderLabel(sessionId), "order-label");
    }

    @GET
    @Path("/discharge-instructions")
    @Allowed(resource = "session", action = "read")
    @Operation(
            summary =
                    "What the patient takes home, as PDF (es, en by Accept-Language); a draft until the discharge is signed")
    public Response instructions(@PathParam("sessionId") UUID sessionId) {
        return pdf(documents.instructions(sessionId), "discharge-instructions");
    }

    @GET
    @Path("/note")
    @Allowed(resource = "observation", action = "read")
    @Operation(
            summary =
                    "The session note with its addenda as PDF (es, en by Accept-Language), with signer, registration, hash")
    public Response note(@PathParam("sessionId") UUID sessionId) {
        return pdf(documents.note(sessionId), "session-note");
    }

    private static Response pdf(Paper paper, String name) {
        return Response.ok(Pdf.of(paper), "application/pdf")
                .header("Cache-Control", "no-store")
                .header("Content-Disposition", "inline; filename=\"" + name + ".pdf\"")
                .header("Content-Language", paper.locale().toLanguageTag())
                .header("X-Content-Hash", paper.hash())
                .build();
    }
}
