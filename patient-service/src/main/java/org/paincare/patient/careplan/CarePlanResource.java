package org.paincare.patient.careplan;

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

@Path("/v1/patients/{patientId}/care-plan")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Care plan")
class CarePlanResource {

    private final CarePlans plans;
    private final PatientSheets sheets;

    CarePlanResource(CarePlans plans, PatientSheets sheets) {
        this.plans = plans;
        this.sheets = sheets;
    }

    @APIResponseSchema(CarePlanJson.Full.class)
    @GET
    @Allowed(resource = "facts", action = "read")
    @Operation(summary = "The therapies beside ketamine; 404 where none were said yet")
    public Response get(@PathParam("patientId") UUID patientId, @Context Request request) {
        var plan = sheets.read(patientId, SheetKind.CARE_PLAN, CarePlanJson.Content.class);
        return Answers.read(request, plan, CarePlanJson.Full.of(patientId, plan));
    }

    @GET
    @Path("/versions")
    @Allowed(resource = "facts", action = "read")
    @Operation(summary = "The plan as it was, newest first; at most 100")
    public CarePlanJson.Versions versions(@PathParam("patientId") UUID patientId) {
        return new CarePlanJson.Versions(
                sheets.versions(patientId, SheetKind.CARE_PLAN, CarePlanJson.Content.class).stream()
                        .map(kept -> new CarePlanJson.Version(
                                kept.version() + 1,
                                kept.content().therapies(),
                                kept.changedAt(),
                                kept.changedBy(),
                                kept.reason()))
                        .toList());
    }

    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = CarePlanJson.Full.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = CarePlanJson.Full.class)))
    @PUT
    @Allowed(resource = "facts", action = "amend")
    @Operation(
            summary = "Say the whole care plan; with If-Match where there is one",
            description =
                    "At most 50 therapies. A therapy keeps its therapyId; a new one comes without. Ended therapies"
                            + " stay in the list. Each change is told as CarePlanChanged. 422 CARE_PLAN_REFUSED names each fault.")
    public Response put(
            @PathParam("patientId") UUID patientId,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull CarePlanJson.Said said) {
        var put = plans.put(patientId, ifMatch, said);
        var body = CarePlanJson.Full.of(patientId, put.sheet());
        return put.isNew()
                ? Answers.created(URI.create("/v1/patients/" + patientId + "/care-plan"), put.sheet(), body)
                : Answers.ok(put.sheet(), body);
    }
}
