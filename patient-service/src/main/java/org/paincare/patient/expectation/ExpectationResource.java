package org.paincare.patient.expectation;

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
import org.paincare.patient.sheet.PatientSheets;
import org.paincare.patient.sheet.SheetKind;
import org.paincare.platform.idempotency.Idempotency;
import org.paincare.platform.identity.Allowed;
import org.paincare.platform.web.Answers;

@Path("/v1/patients/{patientId}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Expectations and goals")
class ExpectationResource {

    private final Expectations expectations;
    private final PatientSheets sheets;
    private final Idempotency idempotency;

    ExpectationResource(Expectations expectations, PatientSheets sheets, Idempotency idempotency) {
        this.expectations = expectations;
        this.sheets = sheets;
        this.idempotency = idempotency;
    }

    @APIResponseSchema(value = ExpectationJson.Acknowledged.class, responseCode = "201")
    @POST
    @Path("/expectations-acknowledgements")
    @Allowed(resource = "consent", action = "create")
    @Operation(
            summary = "Record that the patient saw the expectations sheet in force",
            description =
                    "sheetVersion is that of GET /v1/catalogue/expectations-sheet; what was shown is kept by its hash.")
    public Response acknowledge(
            @PathParam("patientId") UUID patientId, @Valid @NotNull ExpectationJson.Acknowledge said) {
        return idempotency.once(said, () -> Answers.created(expectations.acknowledge(patientId, said)));
    }

    @APIResponseSchema(ExpectationJson.Listed.class)
    @GET
    @Path("/expectations-acknowledgements")
    @Allowed(resource = "consent", action = "read")
    @Operation(summary = "Which expectations sheets the patient saw, newest first; at most 100")
    public Response acknowledgements(@PathParam("patientId") UUID patientId) {
        return Answers.ok(new ExpectationJson.Listed(expectations.acknowledgements(patientId)));
    }

    @APIResponseSchema(ExpectationJson.Full.class)
    @GET
    @Path("/goals")
    @Allowed(resource = "facts", action = "read")
    @Operation(summary = "The patient's two goals; 404 where none were stated yet")
    public Response goals(@PathParam("patientId") UUID patientId, @Context Request request) {
        var goals = sheets.read(patientId, SheetKind.GOALS, ExpectationJson.Goals.class);
        return Answers.read(request, goals, ExpectationJson.Full.of(patientId, goals));
    }

    @GET
    @Path("/goals/versions")
    @Allowed(resource = "facts", action = "read")
    @Operation(summary = "The goals as they were, newest first; at most 100")
    public ExpectationJson.Versions versions(@PathParam("patientId") UUID patientId) {
        return new ExpectationJson.Versions(
                sheets.versions(patientId, SheetKind.GOALS, ExpectationJson.Goals.class).stream()
                        .map(kept -> new ExpectationJson.Version(
                                kept.version(), kept.content().goals(), kept.changedAt(), kept.changedBy()))
                        .toList());
    }

    @APIResponse(
            responseCode = "201",
            content = @Content(schema = @Schema(implementation = ExpectationJson.Full.class)))
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = ExpectationJson.Full.class)))
    @PUT
    @Path("/goals")
    @Allowed(resource = "facts", action = "create")
    @Operation(
            summary = "State the patient's two goals; with If-Match where they were stated before",
            description = "Two, in the patient's own words, each with how far it is reached today (0 to 10). Programme"
                    + " reviews score attainment by goalId.")
    public Response setGoals(
            @PathParam("patientId") UUID patientId,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull ExpectationJson.Goals said) {
        var put = expectations.setGoals(patientId, ifMatch, said);
        var body = ExpectationJson.Full.of(patientId, put.sheet());
        return put.isNew()
                ? Answers.created(URI.create("/v1/patients/" + patientId + "/goals"), put.sheet(), body)
                : Answers.ok(put.sheet(), body);
    }
}
