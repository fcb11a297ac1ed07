package org.paincare.session.report;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.identity.Allowed;
import org.paincare.platform.web.Answers;
import org.paincare.session.paper.Pdf;

@Path("/v1/ledger-reports")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Controlled drug")
class ReportResource {

    private static final String WHAT = "kind: control-book, daily, monthly, inventory, losses or destructions, as the"
            + " jurisdiction has them. Days of the clinic, YYYY-MM-DD, at most 400; without to: the one day, or to the end of"
            + " the month for monthly. Masses in mg. 404 for another kind, 409 for one the jurisdiction does not have, 422 for"
            + " more than 20,000 movements";

    private final LedgerReports reports;

    ReportResource(LedgerReports reports) {
        this.reports = reports;
    }

    @APIResponseSchema(LedgerReports.Report.class)
    @GET
    @Path("/{kind}")
    @Allowed(resource = "ledger", action = "read")
    @Operation(summary = "A report of the controlled-substance ledger", description = WHAT)
    public Response json(
            @PathParam("kind") String kind,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to) {
        return Answers.ok(reports.make(kind, from, to));
    }

    @GET
    @Path("/{kind}/csv")
    @Produces({"text/csv; charset=utf-8", MediaType.APPLICATION_JSON})
    @Allowed(resource = "ledger", action = "read")
    @Operation(summary = "The same as CSV (RFC 4180), one line per row", description = WHAT)
    public Response csv(
            @PathParam("kind") String kind,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to) {
        var report = reports.make(kind, from, to);
        return download(reports.csv(report), "text/csv; charset=utf-8", report, "csv");
    }

    @GET
    @Path("/{kind}/pdf")
    @Produces({"application/pdf", MediaType.APPLICATION_JSON})
    @Allowed(resource = "ledger", action = "read")
    @Operation(summary = "The same on paper, with its hash on every page", description = WHAT)
    public Response pdf(
            @PathParam("kind") String kind,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to) {
        var report = reports.make(kind, from, to);
        return download(Pdf.of(reports.paper(report)), "application/pdf", report, "pdf");
    }

    private static Response download(Object body, String type, LedgerReports.Report report, String ending) {
        var name = report.kind().toLowerCase(java.util.Locale.ROOT) + "-" + report.from() + "-" + report.to() + "."
                + ending;
        return Response.ok(body, type)
                .header("Cache-Control", "no-store")
                .header("Content-Disposition", "attachment; filename=\"" + name + "\"")
                .header("X-Content-Hash", report.contentHash())
                .build();
    }
}
