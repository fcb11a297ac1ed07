package org.paincare.session.chart;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.paincare.platform.Text;
import org.paincare.platform.identity.Allowed;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.problem.Violation;
import org.paincare.platform.sign.Signatures;
import org.paincare.platform.web.Etags;
import org.paincare.session.StoredJson;

@Path("/v1/sessions/{sessionId}/chart")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Timeline")
class ChartResource {

    private static final int FINEST = 60;
    private static final int COARSEST = 3600;

    private final Charts charts;

    ChartResource(Charts charts) {
        this.charts = charts;
    }

    @GET
    @Allowed(resource = "observation", action = "read")
    @Operation(
            summary =
                    "A session on one sheet: order, rates, readings on a grid, alarms, adverse events, scales, drugs, ledger",
            description =
                    "Cells begin at whole multiples of the resolution (UTC); each sign has least, greatest, last value and"
                            + " how many readings. The tag stands for the whole content: If-None-Match is answered 304 while"
                            + " nothing changed.")
    @APIResponse(
            responseCode = "200",
            description = "The chart",
            content = @Content(schema = @Schema(implementation = ChartJson.Chart.class)))
    public Response chart(
            @PathParam("sessionId") UUID sessionId,
            @Parameter(
                            description = "Length of a cell in seconds",
                            schema = @Schema(minimum = "60", maximum = "3600", defaultValue = "60"))
                    @QueryParam("resolution")
                    @DefaultValue("60")
                    int resolution,
            @Context Request request) {
        if (resolution < FINEST || resolution > COARSEST) {
            throw Problem.of(
                    PlatformProblem.MALFORMED_PARAMETER,
                    new Violation(
                            "resolution",
                            "OUT_OF_RANGE",
                            new Text("From 60 to 3600 seconds", "De 60 a 3600 segundos")));
        }
        var chart = charts.of(sessionId, resolution);
        var tag = new EntityTag(Signatures.hash(StoredJson.write(chart)).substring(0, 32));
        var known = Etags.notModified(request, tag);
        return (known == null ? Response.ok(chart).tag(tag) : known)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
