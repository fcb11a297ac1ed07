package org.paincare.outcome.link;

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
import org.paincare.platform.idempotency.Idempotency;
import org.paincare.platform.identity.Allowed;
import org.paincare.platform.web.Answers;
import org.paincare.platform.web.Page;

/** One-time links as the clinic makes and handles them. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Answer links")
class AnswerLinkResource {

    private final AnswerLinks links;
    private final Frontends frontends;
    private final Idempotency idempotency;

    AnswerLinkResource(AnswerLinks links, Frontends frontends, Idempotency idempotency) {
        this.links = links;
        this.frontends = frontends;
        this.idempotency = idempotency;
    }

    @APIResponseSchema(LinkJson.Frontend.class)
    @GET
    @Path("/answer-frontend")
    @Allowed(resource = "clinic", action = "read")
    @Operation(summary = "The clinic's registered page for answering by link")
    public Response frontend(@Context Request request) {
        var row = frontends.get();
        return Answers.read(request, row, row.json());
    }

    @APIResponseSchema(value = LinkJson.Frontend.class, responseCode = "200")
    @PUT
    @Path("/answer-frontend")
    @Allowed(resource = "clinic", action = "write")
    @Operation(
            summary = "Register the clinic's page for answering by link",
            description = "An https address with {token} once, behind a #: browsers send that part to no server, so it"
                    + " stands in no log, and a mail scanner that fetches the page uses nothing up. A change needs If-Match."
                    + " Errors: 422 ANSWER_FRONTEND_INVALID, 428, 412.")
    public Response register(
            @HeaderParam("If-Match") @Nullable String ifMatch, @Valid @NotNull LinkJson.FrontendPut wanted) {
        var row = frontends.register(ifMatch, wanted.template());
        return Answers.ok(row, row.json());
    }

    @APIResponseSchema(value = LinkJson.Created.class, responseCode = "201")
    @POST
    @Path("/patients/{patientId}/answer-links")
    @Allowed(resource = "answers", action = "invite")
    @Operation(
            summary = "Make a one-time link by which the patient answers without signing in",
            description =
                    "Opens the given open assessments, or all that the patient has to answer (at most 20). Valid 72"
                            + " hours, opened once, over when all is submitted. The address is shown here only; sending it is the"
                            + " clinic's. At most 10 a day for one patient. Errors: 409 ANSWER_FRONTEND_MISSING, 409"
                            + " NOTHING_TO_ANSWER, 429 TOO_MANY_REQUESTS.")
    public Response create(@PathParam("patientId") UUID patientId, @Valid @NotNull LinkJson.Create wanted) {
        return idempotency.once(wanted, () -> Answers.created(links.create(patientId, wanted)));
    }

    @APIResponseSchema(value = LinkJson.Link.class, responseDescription = Page.DESCRIBED)
    @GET
    @Path("/patients/{patientId}/answer-links")
    @Allowed(resource = "answers", action = "invite")
    @Operation(summary = "The patient's latest hundred links, latest first; never their addresses")
    public Response list(@PathParam("patientId") UUID patientId) {
        return Answers.ok(new Page<>(links.of(patientId), null));
    }

    @APIResponseSchema(value = LinkJson.Link.class, responseCode = "200")
    @POST
    @Path("/answer-links/{linkId}/withdrawal")
    @Allowed(resource = "answers", action = "invite")
    @Operation(summary = "Take a link back: from now on it opens nothing", description = "Needs If-Match.")
    public Response takeBack(@PathParam("linkId") UUID linkId, @HeaderParam("If-Match") @Nullable String ifMatch) {
        return idempotency.once(null, () -> {
            var seen = links.takeBack(linkId, ifMatch);
            return Answers.ok(seen.row(), seen.json());
        });
    }
}
