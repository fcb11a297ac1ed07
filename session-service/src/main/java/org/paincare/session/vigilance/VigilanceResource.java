package org.paincare.session.vigilance;

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
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.idempotency.Idempotency;
import org.paincare.platform.identity.Allowed;
import org.paincare.platform.web.Answers;
import org.paincare.platform.web.Page;

@Path("/v1/pharmacovigilance-reports")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Pharmacovigilance")
class VigilanceResource {

    private final Vigilance reports;
    private final Exports exports;
    private final Idempotency idempotency;

    VigilanceResource(Vigilance reports, Exports exports, Idempotency idempotency) {
        this.reports = reports;
        this.exports = exports;
        this.idempotency = idempotency;
    }

    @GET
    @Allowed(resource = "adverse-event", action = "report")
    @Operation(summary = "Reports owed to the authority for serious adverse events, by deadline; state=OPEN or ALL")
    public Page<VigilanceJson.View> all(@QueryParam("state") @Pattern(regexp = "OPEN|ALL") @Nullable String state) {
        return new Page<>(reports.all(!"ALL".equals(state)), null);
    }

    @APIResponseSchema(VigilanceJson.View.class)
    @GET
    @Path("/{reportId}")
    @Allowed(resource = "adverse-event", action = "report")
    @Operation(summary = "One report")
    public Response read(@PathParam("reportId") UUID reportId) {
        return Answers.ok(reports.read(reportId));
    }

    @APIResponseSchema(VigilanceJson.Export.class)
    @GET
    @Path("/{reportId}/export")
    @Allowed(resource = "adverse-event", action = "report")
    @Operation(
            summary =
                    "What is known, in the sections of the authority's form (FOREAM in CO), and what a person has to add")
    public Response export(@PathParam("reportId") UUID reportId) {
        return Answers.ok(exports.of(reportId));
    }

    @APIResponseSchema(value = VigilanceJson.View.class, responseCode = "200")
    @POST
    @Path("/{reportId}/submission")
    @Allowed(resource = "adverse-event", action = "report")
    @Operation(summary = "The authority was told, under this reference")
    public Response submit(@PathParam("reportId") UUID reportId, @Valid @NotNull VigilanceJson.Submit asked) {
        return idempotency.once(asked, () -> Answers.ok(reports.submit(reportId, asked)));
    }

    @APIResponseSchema(value = VigilanceJson.View.class, responseCode = "200")
    @POST
    @Path("/{reportId}/dismissal")
    @Allowed(resource = "adverse-event", action = "report")
    @Operation(summary = "There is nothing to report, with the reason")
    public Response dismiss(@PathParam("reportId") UUID reportId, @Valid @NotNull VigilanceJson.Dismiss asked) {
        return idempotency.once(asked, () -> Answers.ok(reports.dismiss(reportId, asked.reason())));
    }
}
