package org.paincare.outcome.trajectory;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.identity.Allowed;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.problem.ProblemAnswer;
import org.paincare.platform.problem.Violation;

@Path("/v1/patients/{patientId}/trajectory.svg")
@Produces("image/svg+xml")
@Tag(name = "Course")
class TrajectoryResource {

    private final Trajectories trajectories;

    TrajectoryResource(Trajectories trajectories) {
        this.trajectories = trajectories;
    }

    @GET
    @Allowed(resource = "scores", action = "read")
    @Operation(
            summary =
                    "The course as a picture (SVG): windows, severity, questionnaires, sessions with doses, doses at home",
            description =
                    "Missing windows are hatched, never zero; nothing is told by colour alone; no name in it. Errors:"
                            + " 404 NOT_FOUND, 409 NOTHING_TO_SHOW until an enrolment says what is measured.")
    public Response draw(
            @PathParam("patientId") UUID patientId,
            @QueryParam("language") @Nullable String language,
            @HeaderParam("Accept-Language") @Nullable String accepted) {
        return Response.ok(trajectories.draw(patientId, locale(language, accepted)))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
                .build();
    }

    /** {@code es} or {@code en} where asked, else by Accept-Language. */
    private static Locale locale(@Nullable String language, @Nullable String accepted) {
        if (language == null) {
            return ProblemAnswer.languageOf(accepted);
        }
        if (!language.equals("es") && !language.equals("en")) {
            throw Problem.of(
                    PlatformProblem.MALFORMED_PARAMETER,
                    new Violation("language", "UNKNOWN", new org.paincare.platform.Text("es or en", "es o en")));
        }
        return Locale.of(language);
    }
}
