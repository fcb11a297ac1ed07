package org.paincare.platform.today;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.Text;
import org.paincare.platform.identity.Allowed;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.problem.Violation;
import org.paincare.platform.web.Answers;
import org.paincare.platform.web.Rfc3339;

/** This service's part of a clinic's day; the gateway puts the parts together. */
@Path("/v1/clinics/{clinicId}/today")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Clinics")
public class TodayResource {

    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2200;

    private final Today today;

    TodayResource(Today today) {
        this.today = today;
    }

    @GET
    @Allowed(resource = "today", action = "read")
    @Operation(
            summary = "The clinic's day: sessions, alarms, due assessments, safety alerts and open tasks",
            description =
                    "`day` is a local day of the clinic, YYYY-MM-DD; without it, the day it is there now. Sessions"
                            + " that begin that day; alarms and safety alerts that are not closed, or were raised that day, the"
                            + " gravest first; assessments due that day and overdue ones that are still open; open tasks due by its"
                            + " end. A section holds at most 100 items of a service (`more` says whether there are others) and is"
                            + " absent where your role may not read it. A service that cannot answer is named in `partial`."
                            + " Errors: 400 MALFORMED_PARAMETER, 403 FORBIDDEN, 404 NOT_FOUND for another clinic.")
    @APIResponse(
            responseCode = "200",
            description = "The day",
            content = @Content(schema = @Schema(implementation = TodayJson.Day.class)))
    public Response today(
            @PathParam("clinicId") UUID clinicId,
            @Parameter(description = "YYYY-MM-DD") @QueryParam("day") @Nullable String day) {
        return Answers.ok(today.of(clinicId, day == null ? null : parse(day)));
    }

    private static LocalDate parse(String text) {
        return Rfc3339.parseDay(text)
                .filter(day -> day.getYear() >= FIRST_YEAR && day.getYear() <= LAST_YEAR)
                .orElseThrow(() -> Problem.of(
                        PlatformProblem.MALFORMED_PARAMETER,
                        new Violation(
                                "day",
                                "NOT_A_DAY",
                                new Text("A day is written YYYY-MM-DD", "Un día se escribe AAAA-MM-DD"))));
    }
}
