package org.paincare.session.supply;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.paincare.platform.idempotency.Idempotency;
import org.paincare.platform.identity.Allowed;
import org.paincare.platform.web.Answers;
import org.paincare.platform.web.Page;

@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Controlled drug")
class SupplyResource {

    private final Lots lots;
    private final Ledger ledger;
    private final Reconciliations reconciliations;
    private final Preparations preparations;
    private final Idempotency idempotency;

    SupplyResource(
            Lots lots,
            Ledger ledger,
            Reconciliations reconciliations,
            Preparations preparations,
            Idempotency idempotency) {
        this.lots = lots;
        this.ledger = ledger;
        this.reconciliations = reconciliations;
        this.preparations = preparations;
        this.idempotency = idempotency;
    }

    @APIResponseSchema(value = SupplyJson.LotView.class, responseCode = "201")
    @POST
    @Path("/lots")
    @Allowed(resource = "ledger", action = "manage")
    @Operation(summary = "Receive a lot: every container is booked from the supplier")
    public Response receive(@Valid @NotNull SupplyJson.Receive asked) {
        return idempotency.exactlyOnce(asked, () -> {
            var lot = lots.receive(asked);
            return Answers.created(URI.create("/v1/lots/" + lot.id()), lot);
        });
    }

    @POST
    @Path("/lot-previews")
    @Allowed(resource = "ledger", action = "manage")
    @Operation(
            summary = "The hash that a witness of a delivery signs; nothing is kept",
            description = "Whether one is needed says the clinic's setting LOT_RECEIPT_WITNESSED.")
    public Response previewLot(@Valid @NotNull SupplyJson.Receive asked) {
        return Answers.ok(lots.preview(asked));
    }

    @GET
    @Path("/lots")
    @Allowed(resource = "ledger", action = "read")
    @Operation(summary = "The lots of the clinic and what is on hand of each")
    public Page<SupplyJson.LotView> lots() {
        return new Page<>(lots.all(), null);
    }

    @APIResponseSchema(SupplyJson.LotView.class)
    @GET
    @Path("/lots/{lotId}")
    @Allowed(resource = "ledger", action = "read")
    @Operation(summary = "A lot with its containers and their balances")
    public Response lot(@PathParam("lotId") UUID lotId) {
        return Answers.ok(lots.get(lotId));
    }

    @APIResponseSchema(value = SupplyJson.MovePreview.class, responseCode = "200")
    @POST
    @Path("/ledger-event-previews")
    @Allowed(resource = "ledger", action = "create")
    @Operation(
            summary = "What a movement comes to, what speaks against it, and the hash a witness signs; nothing is kept")
    public Response preview(@Valid @NotNull SupplyJson.Move asked) {
        return Answers.ok(ledger.preview(asked));
    }

    @APIResponseSchema(value = SupplyJson.Entry.class, responseCode = "201")
    @POST
    @Path("/ledger-events")
    @Allowed(resource = "ledger", action = "create")
    @Operation(summary = "Book a movement of controlled drug")
    public Response book(@Valid @NotNull SupplyJson.Move asked) {
        return idempotency.exactlyOnce(asked, () -> {
            var entry = ledger.book(asked);
            return Answers.created(URI.create("/v1/ledger-events/" + entry.id()), entry);
        });
    }

    @APIResponseSchema(SupplyJson.ReconciliationView.class)
    @GET
    @Path("/sessions/{sessionId}/reconciliation")
    @Allowed(resource = "ledger", action = "read")
    @Operation(summary = "The drug of a session: what it was given and where that went")
    public Response reconciliation(@PathParam("sessionId") UUID sessionId) {
        return Answers.ok(reconciliations.view(sessionId));
    }

    @APIResponseSchema(value = SupplyJson.ReconciliationView.class, responseCode = "200")
    @POST
    @Path("/sessions/{sessionId}/reconciliation")
    @Allowed(resource = "ledger", action = "sign")
    @Operation(summary = "Explain, by two people, a difference past the tolerance")
    public Response explain(@PathParam("sessionId") UUID sessionId, @Valid @NotNull SupplyJson.Explain asked) {
        return idempotency.exactlyOnce(asked, () -> {
            reconciliations.explain(sessionId, asked);
            return Answers.ok(reconciliations.view(sessionId));
        });
    }

    @APIResponseSchema(value = SupplyJson.WordsPreview.class, responseCode = "200")
    @POST
    @Path("/sessions/{sessionId}/reconciliation/explanation-previews")
    @Allowed(resource = "ledger", action = "sign")
    @Operation(summary = "The hash that two people sign to explain a difference in these words; nothing is kept")
    public Response previewExplanation(@PathParam("sessionId") UUID sessionId, @Valid @NotNull SupplyJson.Words words) {
        return Answers.ok(reconciliations.preview(sessionId, words));
    }

    @APIResponseSchema(value = SupplyJson.PreparationView.class, responseCode = "201")
    @POST
    @Path("/sessions/{sessionId}/preparations")
    @Allowed(resource = "session", action = "prepare")
    @Operation(summary = "Draw up the drug of a session's order")
    public Response prepare(@PathParam("sessionId") UUID sessionId, @Valid @NotNull SupplyJson.Prepare asked) {
        return idempotency.once(asked, () -> {
            var preparation = preparations.prepare(sessionId, asked);
            return Answers.created(URI.create("/v1/preparations/" + preparation.id()), preparation);
        });
    }

    @APIResponseSchema(value = SupplyJson.PreparationView.class, responseCode = "200")
    @POST
    @Path("/preparations/{preparationId}/check")
    @Allowed(resource = "session", action = "prepare")
    @Operation(summary = "A second person reads vial and label")
    public Response check(@PathParam("preparationId") UUID preparationId, @Valid @NotNull SupplyJson.Check read) {
        return idempotency.once(read, () -> Answers.ok(preparations.check(preparationId, read)));
    }
}
