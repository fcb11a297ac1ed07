package org.paincare.session.care;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.Text;
import org.paincare.platform.identity.Allowed;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.problem.Violation;
import org.paincare.platform.web.Cursors;
import org.paincare.platform.web.Page;
import org.paincare.platform.web.Rfc3339;
import org.paincare.session.standing.ClinicProfiles;

@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sessions")
class SessionListResource {

    private static final Duration LONGEST = Duration.ofDays(366);
    private static final Duration DAY = Duration.ofDays(1);

    private final Sessions sessions;
    private final ClinicProfiles clinics;
    private final Cursors cursors;
    private final CurrentCaller caller;
    private final InstantSource clock;

    SessionListResource(
            Sessions sessions, ClinicProfiles clinics, Cursors cursors, CurrentCaller caller, InstantSource clock) {
        this.sessions = sessions;
        this.clinics = clinics;
        this.cursors = cursors;
        this.caller = caller;
        this.clock = clock;
    }

    @GET
    @Path("/patients/{patientId}/sessions")
    @Allowed(resource = "session", action = "read-state")
    @Operation(summary = "The sessions of a patient, by time")
    public Page<SessionJson.Summary> ofPatient(
            @PathParam("patientId") UUID patientId,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        var list = "sessions/" + patientId;
        var size = Cursors.limit(limit);
        var keys = cursors.keys(cursor, caller.get(), list);
        return page(sessions.ofPatient(patientId, time(keys), id(keys), size + 1), size, list);
    }

    @GET
    @Path("/clinics/{clinicId}/sessions")
    @Allowed(resource = "session", action = "read-state")
    @Operation(
            summary = "The clinic's sessions that are to begin from one time to another; a day from now without them")
    public Page<SessionJson.Summary> ofClinic(
            @PathParam("clinicId") UUID clinicId,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        clinics.mustBeCurrent(clinicId);
        var begin = from == null ? clock.instant() : parse("from", from);
        var end = to == null ? begin.plus(DAY) : parse("to", to);
        if (end.isAfter(begin.plus(LONGEST))) {
            throw malformed("to", "At most a year", "Como máximo un año");
        }
        var list = "clinic-sessions/" + begin + "/" + end;
        var size = Cursors.limit(limit);
        var keys = cursors.keys(cursor, caller.get(), list);
        return page(sessions.ofClinic(begin, end, time(keys), id(keys), size + 1), size, list);
    }

    private Page<SessionJson.Summary> page(List<Session> found, int size, String list) {
        var page = cursors.page(
                found,
                size,
                caller.get(),
                list,
                session -> List.of(session.startsAt().toString(), session.id().toString()));
        return new Page<>(page.items().stream().map(SessionViews::summary).toList(), page.next());
    }

    private static @Nullable Instant time(List<String> keys) {
        return keys.isEmpty() ? null : Instant.parse(keys.getFirst());
    }

    private static @Nullable UUID id(List<String> keys) {
        return keys.isEmpty() ? null : UUID.fromString(keys.get(1));
    }

    private static Instant parse(String name, String text) {
        return Rfc3339.parse(text).orElseThrow(() -> malformed(name, "A time of RFC 3339", "Una hora según RFC 3339"));
    }

    private static Problem malformed(String name, String en, String es) {
        return Problem.of(PlatformProblem.MALFORMED_PARAMETER, new Violation(name, "WRONG_FORM", new Text(en, es)));
    }
}
