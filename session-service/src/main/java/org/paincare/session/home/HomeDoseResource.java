package org.paincare.session.home;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
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
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.idempotency.Idempotency;
import org.paincare.platform.identity.Allowed;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.web.Answers;
import org.paincare.platform.web.Cursors;
import org.paincare.platform.web.Page;

@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Dose orders")
class HomeDoseResource {

    private final HomeDoses doses;
    private final Idempotency idempotency;
    private final Cursors cursors;
    private final CurrentCaller caller;

    HomeDoseResource(HomeDoses doses, Idempotency idempotency, Cursors cursors, CurrentCaller caller) {
        this.doses = doses;
        this.idempotency = idempotency;
        this.cursors = cursors;
        this.caller = caller;
    }

    @APIResponseSchema(value = HomeDoseJson.View.class, responseCode = "201")
    @POST
    @Path("/patients/{patientId}/home-doses")
    @Allowed(resource = "session", action = "amend")
    @Operation(
            summary = "Chart sprays that a patient took at home, as told by phone, on paper or at a visit",
            description =
                    "Never refused for a limit, an order or a plan: it was taken. It counts in every sum and interval that"
                            + " later orders are judged by. What it crosses is answered with its source, and raises a task"
                            + " REVIEW_HOME_SPRAYS for a prescriber. One post is one use: sprays 1 to 1000, taken within the"
                            + " last 365 days.")
    public Response take(@PathParam("patientId") UUID patientId, @Valid @NotNull HomeDoseJson.Take asked) {
        return idempotency.exactlyOnce(asked, () -> created(doses.take(patientId, asked)));
    }

    @APIResponseSchema(value = HomeDoseJson.View.class, responseDescription = Page.DESCRIBED)
    @GET
    @Path("/patients/{patientId}/home-doses")
    @Allowed(resource = "dose-order", action = "read")
    @Operation(summary = "What a patient took at home, the latest first, corrected records included")
    public Page<HomeDoseJson.View> ofPatient(
            @PathParam("patientId") UUID patientId,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        var size = Cursors.limit(limit);
        var list = "home-doses/" + patientId;
        var keys = cursors.keys(cursor, caller.get(), list);
        var before = keys.isEmpty()
                ? null
                : new HomeDoses.Before(Instant.parse(keys.getFirst()), UUID.fromString(keys.get(1)));
        return cursors.page(
                doses.of(patientId, before, size + 1),
                size,
                caller.get(),
                list,
                dose -> List.of(dose.takenAt().toString(), dose.id().toString()));
    }

    @APIResponseSchema(HomeDoseJson.View.class)
    @GET
    @Path("/home-doses/{homeDoseId}")
    @Allowed(resource = "dose-order", action = "read", checksOwner = true)
    @Operation(summary = "One use of sprays at home")
    public Response read(@PathParam("homeDoseId") UUID homeDoseId) {
        return Answers.ok(doses.read(homeDoseId));
    }

    @APIResponseSchema(value = HomeDoseJson.View.class, responseCode = "201")
    @POST
    @Path("/home-doses/{homeDoseId}/corrections")
    @Allowed(resource = "session", action = "amend")
    @Operation(
            summary = "Correct what was charted: another record stands for it, both stay",
            description =
                    "409 CONFLICT where another correction stands for it already. 0 sprays says that none were taken.")
    public Response correct(@PathParam("homeDoseId") UUID homeDoseId, @Valid @NotNull HomeDoseJson.Correct asked) {
        return idempotency.exactlyOnce(asked, () -> created(doses.correct(homeDoseId, asked)));
    }

    private static Response created(HomeDoseJson.View dose) {
        return Answers.created(URI.create("/v1/home-doses/" + dose.id()), dose);
    }
}
