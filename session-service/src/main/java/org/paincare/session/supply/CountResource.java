package org.paincare.session.supply;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
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
import org.paincare.platform.web.Page;

@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Controlled drug")
class CountResource {

    private final Counts counts;
    private final Idempotency idempotency;

    CountResource(Counts counts, Idempotency idempotency) {
        this.counts = counts;
        this.idempotency = idempotency;
    }

    @APIResponseSchema(value = CountJson.Preview.class, responseCode = "200")
    @POST
    @Path("/count-previews")
    @Allowed(resource = "ledger", action = "count")
    @Operation(summary = "The hash a witness of a blind count signs; says nothing of the book and keeps nothing")
    public Response preview(@Valid @NotNull CountJson.Round asked) {
        return Answers.ok(counts.preview(asked));
    }

    @APIResponseSchema(value = CountJson.RoundView.class, responseCode = "201")
    @POST
    @Path("/counts")
    @Allowed(resource = "ledger", action = "count")
    @Operation(
            summary =
                    "Count containers blind (mL). What was found is kept whatever it is; the answer shows the book, each"
                            + " variance (an open discrepancy) and the containers that were not counted")
    public Response count(@Valid @NotNull CountJson.Round asked) {
        return idempotency.exactlyOnce(asked, () -> {
            var round = counts.record(asked);
            return Answers.created(URI.create("/v1/counts/" + round.id()), round);
        });
    }

    @APIResponseSchema(CountJson.RoundView.class)
    @GET
    @Path("/counts/{roundId}")
    @Allowed(resource = "ledger", action = "read")
    @Operation(summary = "A count and what came of it")
    public Response round(@PathParam("roundId") UUID roundId) {
        return Answers.ok(counts.read(roundId));
    }

    @GET
    @Path("/ledger-incidents")
    @Allowed(resource = "ledger", action = "read")
    @Operation(
            summary =
                    "Discrepancies, at most the latest 500 of counts and of sessions; state=OPEN for those that nobody"
                            + " has explained")
    public Page<CountJson.Incident> incidents(
            @QueryParam("state") @Pattern(regexp = "OPEN|ALL") @Nullable String state) {
        return new Page<>(counts.discrepancies("OPEN".equals(state)), null);
    }

    @APIResponseSchema(value = SupplyJson.WordsPreview.class, responseCode = "200")
    @POST
    @Path("/counts/{countId}/explanation-previews")
    @Allowed(resource = "ledger", action = "sign")
    @Operation(summary = "The hash that two people sign to explain a count's variance in these words; nothing is kept")
    public Response previewExplanation(@PathParam("countId") UUID countId, @Valid @NotNull SupplyJson.Words words) {
        return Answers.ok(counts.preview(countId, words));
    }

    @APIResponseSchema(value = CountJson.View.class, responseCode = "200")
    @POST
    @Path("/counts/{countId}/explanation")
    @Allowed(resource = "ledger", action = "sign")
    @Operation(summary = "Explain, by two people, what a count found; its adjustment is booked as a ledger event")
    public Response explain(@PathParam("countId") UUID countId, @Valid @NotNull SupplyJson.Explain asked) {
        return idempotency.exactlyOnce(asked, () -> Answers.ok(counts.explain(countId, asked)));
    }

    @APIResponseSchema(value = CountJson.QuarantineView.class, responseCode = "200")
    @POST
    @Path("/containers/{containerId}/quarantine")
    @Allowed(resource = "ledger", action = "manage")
    @Operation(summary = "Take a container out of use, or back into it, with the reason")
    public Response quarantine(@PathParam("containerId") UUID containerId, @Valid @NotNull CountJson.Quarantine asked) {
        return idempotency.once(asked, () -> Answers.ok(counts.quarantine(containerId, asked)));
    }
}
