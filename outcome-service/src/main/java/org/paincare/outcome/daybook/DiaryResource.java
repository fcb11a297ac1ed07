package org.paincare.outcome.daybook;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.paincare.outcome.Days;
import org.paincare.platform.Text;
import org.paincare.platform.identity.Allowed;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.problem.Violation;
import org.paincare.platform.web.Answers;
import org.paincare.platform.web.Page;

@Path("/v1/patients/{patientId}/diary-days")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Diary")
class DiaryResource {

    private static final int LONGEST_RANGE_DAYS = 400;

    private final Daybook daybook;

    DiaryResource(Daybook daybook) {
        this.daybook = daybook;
    }

    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = DiaryJson.Full.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = DiaryJson.Full.class)))
    @PUT
    @Path("/{date}")
    @Allowed(resource = "answers", action = "create")
    @Operation(
            summary = "Write one local day; the same again changes nothing, a change needs If-Match",
            description =
                    "Days of the clinic's zone. Patients (source OWN) up to 48 hours after the day; staff (PHONE or PAPER) longer, with a"
                            + " reason. durationMinutes 1 to 1440, peakNrs and concentration 0 to 10, sleepHours 0 to 24. Errors: 400, 404,"
                            + " 412, 422 DIARY_DAY_INVALID, DIARY_DAY_IN_FUTURE, DIARY_DAY_TOO_LATE, REASON_REQUIRED,"
                            + " SOURCE_NOT_ALLOWED, 428.")
    public Response put(
            @PathParam("patientId") UUID patientId,
            @PathParam("date") String date,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull DiaryJson.Put day) {
        var written = daybook.put(patientId, Days.parse("date", date), ifMatch, day);
        return written.isNew()
                ? Answers.created(
                        URI.create("/v1/patients/" + patientId + "/diary-days/"
                                + written.row().day()),
                        written.row(),
                        written.json())
                : Answers.ok(written.row(), written.json());
    }

    @APIResponseSchema(DiaryJson.WithHistory.class)
    @GET
    @Path("/{date}")
    @Allowed(resource = "answers", action = "read")
    @Operation(summary = "One day and what it said before")
    public Response get(@PathParam("patientId") UUID patientId, @PathParam("date") String date) {
        var found = daybook.read(patientId, Days.parse("date", date));
        return Response.fromResponse(Answers.ok(found))
                .header("ETag", found.day().etag())
                .build();
    }

    @GET
    @Allowed(resource = "answers", action = "read")
    @Operation(summary = "Recorded days from and to (both included, at most 400 days); an absent day was not recorded")
    public Page<DiaryJson.Full> range(
            @PathParam("patientId") UUID patientId,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to) {
        LocalDate first = Days.parse("from", from);
        LocalDate last = Days.parse("to", to);
        if (ChronoUnit.DAYS.between(first, last) < 0 || ChronoUnit.DAYS.between(first, last) >= LONGEST_RANGE_DAYS) {
            throw Problem.of(
                    PlatformProblem.MALFORMED_PARAMETER,
                    new Violation(
                            "to",
                            "OUT_OF_RANGE",
                            new Text("Not before from, at most 400 days", "No antes de from, máximo 400 días")));
        }
        return new Page<>(daybook.range(patientId, first, last), null);
    }
}
