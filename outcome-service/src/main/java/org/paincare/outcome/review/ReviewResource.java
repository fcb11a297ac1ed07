package org.paincare.outcome.review;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
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
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.idempotency.Idempotency;
import org.paincare.platform.identity.Allowed;
import org.paincare.platform.web.Answers;
import org.paincare.platform.web.Page;

@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Programme reviews")
class ReviewResource {

    private final Reviews reviews;
    private final Idempotency idempotency;

    ReviewResource(Reviews reviews, Idempotency idempotency) {
        this.reviews = reviews;
        this.idempotency = idempotency;
    }

    @APIResponseSchema(value = ReviewJson.Full.class, responseDescription = Page.DESCRIBED)
    @GET
    @Path("/patients/{patientId}/programme-reviews")
    @Allowed(resource = "programme-review", action = "read")
    @Operation(summary = "Recorded reviews, and the next one due")
    public Response list(@PathParam("patientId") UUID patientId) {
        return Answers.ok(new Page<>(reviews.of(patientId), null));
    }

    @APIResponseSchema(value = ReviewJson.Full.class, responseCode = "201")
    @POST
    @Path("/patients/{patientId}/programme-reviews")
    @Allowed(resource = "programme-review", action = "create")
    @Operation(
            summary = "Record the review that is due; recording again replaces it until it is signed",
            description =
                    "May be recorded from 10 days before it is due. What lay before whoever decides (basis) is kept with it and covered"
                            + " by contentHash. intervalDays 1 to 366, for WIDEN alone; each goal once. Errors: 409 NO_REVIEW_DUE, 422"
                            + " INTERVAL_REQUIRED, GOAL_REPEATED, GOAL_UNKNOWN.")
    public Response record(@PathParam("patientId") UUID patientId, @Valid @NotNull ReviewJson.Record decided) {
        return idempotency.once(decided, () -> {
            var seen = reviews.record(patientId, decided);
            return Answers.created(
                    URI.create("/v1/programme-reviews/" + seen.row().id()), seen.row(), seen.json());
        });
    }

    @APIResponseSchema(ReviewJson.Full.class)
    @GET
    @Path("/programme-reviews/{reviewId}")
    @Allowed(resource = "programme-review", action = "read", checksOwner = true)
    @Operation(summary = "One programme review with the hash that its signature covers")
    public Response get(@PathParam("reviewId") UUID reviewId, @Context Request request) {
        var seen = reviews.read(reviewId);
        return Answers.read(request, seen.row(), seen.json());
    }

    @APIResponseSchema(value = ReviewJson.Full.class, responseCode = "200")
    @POST
    @Path("/programme-reviews/{reviewId}/signatures")
    @Allowed(resource = "programme-review", action = "sign")
    @Operation(summary = "Sign the review (meaning PROGRAMME_REVIEW): it is in force and told")
    public Response sign(
            @PathParam("reviewId") UUID reviewId,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull ReviewJson.Sign sign) {
        return idempotency.once(sign, () -> {
            var seen = reviews.sign(reviewId, ifMatch, sign.signatureId());
            return Answers.ok(seen.row(), seen.json());
        });
    }
}
