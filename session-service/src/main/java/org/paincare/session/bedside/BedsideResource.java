package org.paincare.session.bedside;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.idempotency.Idempotency;
import org.paincare.platform.identity.Allowed;
import org.paincare.platform.web.Answers;
import org.paincare.platform.web.Page;
import org.paincare.session.care.SessionCommands;
import org.paincare.session.care.SessionJson;
import org.paincare.session.care.Standing;

@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Bedside")
class BedsideResource {

    private final Infusions infusions;
    private final DoseSteps doses;
    private final InfusionViews infusionViews;
    private final Pump pump;
    private final AdverseEventLog adverseEvents;
    private final DrugsGiven drugs;
    private final Standing standing;
    private final SessionCommands commands;
    private final Idempotency idempotency;

    BedsideResource(
            Infusions infusions,
            DoseSteps doses,
            InfusionViews infusionViews,
            Pump pump,
            AdverseEventLog adverseEvents,
            DrugsGiven drugs,
            Standing standing,
            SessionCommands commands,
            Idempotency idempotency) {
        this.infusions = infusions;
        this.doses = doses;
        this.infusionViews = infusionViews;
        this.pump = pump;
        this.adverseEvents = adverseEvents;
        this.drugs = drugs;
        this.standing = standing;
        this.commands = commands;
        this.idempotency = idempotency;
    }

    @APIResponseSchema(value = SessionJson.Full.class, responseCode = "200")
    @POST
    @Path("/sessions/{sessionId}/pump-check")
    @Allowed(resource = "session", action = "amend")
    @Operation(summary = "The pump as one person set it (SET) and as another reads it (CHECK)")
    public Response pumpCheck(@PathParam("sessionId") UUID sessionId, @Valid @NotNull InfusionJson.PumpCheck read) {
        return commands.once(sessionId, read, () -> pump.read(sessionId, read));
    }

    @APIResponseSchema(value = SessionJson.Full.class, responseCode = "200")
    @POST
    @Path("/sessions/{sessionId}/start")
    @Allowed(resource = "session", action = "amend")
    @Operation(summary = "Start the infusion. Asks patient-service once more whether the patient may be treated")
    public Response start(
            @PathParam("sessionId") UUID sessionId,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid InfusionJson.@Nullable Start asked) {
        var reply = standing.ask(sessionId);
        return commands.exactlyOnce(
                sessionId,
                asked,
                () -> infusions.start(sessionId, ifMatch, asked == null ? null : asked.occurredAt(), reply));
    }

    @APIResponseSchema(InfusionJson.View.class)
    @GET
    @Path("/sessions/{sessionId}/infusion")
    @Allowed(resource = "observation", action = "read")
    @Operation(summary = "The infusion: rate, what was given up to now, every entry")
    public Response infusion(@PathParam("sessionId") UUID sessionId) {
        return Answers.ok(infusionViews.of(sessionId));
    }

    @APIResponseSchema(value = SessionJson.Full.class, responseCode = "200")
    @POST
    @Path("/sessions/{sessionId}/pauses")
    @Allowed(resource = "session", action = "amend")
    @Operation(summary = "Pause; never refused for paperwork")
    public Response pause(@PathParam("sessionId") UUID sessionId, @Valid SessionJson.@Nullable Step asked) {
        var step = orNow(asked);
        return commands.once(sessionId, step, () -> infusions.pause(sessionId, step));
    }

    @APIResponseSchema(value = SessionJson.Full.class, responseCode = "200")
    @POST
    @Path("/sessions/{sessionId}/resumptions")
    @Allowed(resource = "session", action = "amend")
    @Operation(summary = "Go on; after a critical pause by a prescriber only")
    public Response resume(
            @PathParam("sessionId") UUID sessionId,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid SessionJson.@Nullable Step asked) {
        var step = orNow(asked);
        return commands.once(sessionId, step, () -> infusions.resume(sessionId, ifMatch, step));
    }

    @APIResponseSchema(value = InfusionJson.View.class, responseCode = "200")
    @POST
    @Path("/sessions/{sessionId}/rate-changes")
    @Allowed(resource = "session", action = "amend")
    @Operation(summary = "Another rate. A decrease is never refused; an increase needs the order that covers it")
    public Response changeRate(
            @PathParam("sessionId") UUID sessionId,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull InfusionJson.RateChange asked) {
        return idempotency.once(asked, () -> {
            doses.changeRate(sessionId, ifMatch, asked);
            return Answers.ok(infusionViews.of(sessionId));
        });
    }

    @APIResponseSchema(value = InfusionJson.View.class, responseCode = "200")
    @POST
    @Path("/sessions/{sessionId}/boluses")
    @Allowed(resource = "session", action = "amend")
    @Operation(summary = "A bolus, on an order that covers it")
    public Response bolus(
            @PathParam("sessionId") UUID sessionId,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull InfusionJson.Bolus asked) {
        return idempotency.exactlyOnce(asked, () -> {
            doses.bolus(sessionId, ifMatch, asked);
            return Answers.ok(infusionViews.of(sessionId));
        });
    }

    @APIResponseSchema(value = SessionJson.Full.class, responseCode = "200")
    @POST
    @Path("/sessions/{sessionId}/stop")
    @Allowed(resource = "session", action = "amend")
    @Operation(summary = "The drug stops, as planned or early; never refused for paperwork")
    public Response stop(@PathParam("sessionId") UUID sessionId, @Valid @NotNull InfusionJson.Stop asked) {
        return commands.once(sessionId, asked, () -> infusions.stop(sessionId, asked));
    }

    @APIResponseSchema(value = SessionJson.Full.class, responseCode = "200")
    @POST
    @Path("/sessions/{sessionId}/pump-volume")
    @Allowed(resource = "session", action = "amend")
    @Operation(summary = "What the pump's display says it gave in all, where that was not read at the stop")
    public Response pumpVolume(@PathParam("sessionId") UUID sessionId, @Valid @NotNull InfusionJson.PumpVolume read) {
        return commands.once(sessionId, read, () -> infusions.readVolume(sessionId, read));
    }

    @APIResponseSchema(value = SessionJson.Full.class, responseCode = "200")
    @POST
    @Path("/sessions/{sessionId}/recovery")
    @Allowed(resource = "session", action = "amend")
    @Operation(summary = "Recovery begins: stop time and infused volume are on record")
    public Response recover(
            @PathParam("sessionId") UUID sessionId,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid InfusionJson.@Nullable Recovery asked) {
        var recovery = asked == null ? new InfusionJson.Recovery(null, null) : asked;
        return commands.once(sessionId, recovery, () -> infusions.recover(sessionId, ifMatch, recovery));
    }

    @APIResponse(responseCode = "204", description = "Done; nothing to say")
    @POST
    @Path("/infusion-entries/{entryId}/countersignature")
    @Allowed(resource = "dose-order", action = "sign")
    @Operation(summary = "Sign the verbal order you gave")
    public Response countersign(@PathParam("entryId") UUID entryId) {
        doses.countersign(entryId);
        return Response.noContent().build();
    }

    @APIResponseSchema(value = DrugsGiven.View.class, responseCode = "201")
    @POST
    @Path("/sessions/{sessionId}/drugs-given")
    @Allowed(resource = "session", action = "amend")
    @Operation(summary = "A drug given beside ketamine; rescue drugs and oxygen are never refused")
    public Response give(@PathParam("sessionId") UUID sessionId, @Valid @NotNull DrugsGiven.Give asked) {
        return idempotency.once(asked, () -> Answers.created(drugs.give(sessionId, asked)));
    }

    @APIResponse(responseCode = "204", description = "Done; nothing to say")
    @POST
    @Path("/sessions/{sessionId}/drugs-given/{drugId}/countersignature")
    @Allowed(resource = "dose-order", action = "sign")
    @Operation(summary = "Sign the verbal order you gave for a drug")
    public Response countersignDrug(@PathParam("sessionId") UUID sessionId, @PathParam("drugId") UUID drugId) {
        drugs.countersign(sessionId, drugId);
        return Response.noContent().build();
    }

    @GET
    @Path("/sessions/{sessionId}/drugs-given")
    @Allowed(resource = "observation", action = "read")
    @Operation(summary = "The drugs given beside ketamine, by time")
    public Page<DrugsGiven.View> drugs(@PathParam("sessionId") UUID sessionId) {
        return new Page<>(drugs.of(sessionId), null);
    }

    @APIResponseSchema(AdverseEventJson.Catalogue.class)
    @GET
    @Path("/adverse-event-kinds")
    @Allowed(resource = "protocol", action = "read")
    @Operation(
            summary =
                    "The catalogue of adverse events in the caller's language: what is never less than a grade, and what is"
                            + " proposed from each grade on (CTCAE 1 to 5)")
    public Response kinds() {
        return Answers.ok(adverseEvents.kinds());
    }

    @APIResponseSchema(value = AdverseEventJson.View.class, responseCode = "201")
    @POST
    @Path("/sessions/{sessionId}/adverse-events")
    @Allowed(resource = "adverse-event", action = "create")
    @Operation(summary = "Record an adverse event; answers the grade and what is proposed at once")
    public Response record(@PathParam("sessionId") UUID sessionId, @Valid @NotNull AdverseEventJson.Record asked) {
        return idempotency.once(asked, () -> {
            var recorded = adverseEvents.record(sessionId, asked);
            return Answers.created(URI.create("/v1/adverse-events/" + recorded.id()), recorded);
        });
    }

    @GET
    @Path("/sessions/{sessionId}/adverse-events")
    @Allowed(resource = "adverse-event", action = "read")
    @Operation(summary = "The adverse events of a session")
    public Page<AdverseEventJson.View> adverseEvents(@PathParam("sessionId") UUID sessionId) {
        return new Page<>(adverseEvents.of(sessionId), null);
    }

    private static SessionJson.Step orNow(SessionJson.@Nullable Step asked) {
        return asked == null ? SessionJson.Step.NOW : asked;
    }
}
