package org.paincare.patient.facts;

import io.quarkus.resteasy.reactive.jackson.CustomDeserialization;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.paincare.patient.Actor;
import org.paincare.patient.Unchanging;
import org.paincare.platform.Text;
import org.paincare.platform.idempotency.Idempotency;
import org.paincare.platform.identity.Allowed;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.problem.Violation;
import org.paincare.platform.tenancy.CurrentClinic;
import org.paincare.platform.web.Answers;
import org.paincare.platform.web.Cursors;
import org.paincare.platform.web.Page;
import org.paincare.platform.web.Rfc3339;

@Path("/v1/patients/{patientId}/facts")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Facts")
class FactResource {

    private static final int MOST = 100;

    private final ClinicalFacts facts;
    private final Idempotency idempotency;
    private final Cursors cursors;
    private final CurrentCaller caller;
    private final CurrentClinic clinic;

    FactResource(
            ClinicalFacts facts, Idempotency idempotency, Cursors cursors, CurrentCaller caller, CurrentClinic clinic) {
        this.facts = facts;
        this.idempotency = idempotency;
        this.cursors = cursors;
        this.caller = caller;
        this.clinic = clinic;
    }

    @APIResponseSchema(value = FactJson.Recorded.class, responseCode = "201")
    @POST
    @CustomDeserialization(OneOrMany.class)
    @Allowed(resource = "facts", action = "create")
    @Operation(summary = "Record facts, one object or an array of at most 100: all of them or none")
    public Response record(
            @PathParam("patientId") UUID patientId,
            @NotEmpty @Size(max = MOST) List<@Valid @NotNull FactEntry> entries) {
        return idempotency.once(
                entries,
                () -> Answers.created(new FactJson.Recorded(facts.record(patientId, entries, Actor.of(caller.get())))));
    }

    @GET
    @Allowed(resource = "facts", action = "read")
    @Operation(
            summary =
                    "The facts timeline, newest observation first; with current=true only what stands now, code by code")
    public Page<FactJson.Fact> list(
            @PathParam("patientId") UUID patientId,
            @QueryParam("current") boolean current,
            @QueryParam("code") @Nullable String code,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        if (current) {
            return new Page<>(facts.current(patientId, code), null);
        }
        int size = Cursors.limit(limit);
        var list = "facts|" + patientId + "|" + code + "|" + from + "|" + to;
        var keys = cursors.keys(cursor, caller.get(), list);
        var rows = facts.timeline(
                patientId,
                code,
                instant("from", from),
                instant("to", to),
                keys.isEmpty() ? null : Instant.parse(keys.get(0)),
                keys.isEmpty() ? null : UUID.fromString(keys.get(1)),
                size + 1);
        return cursors.page(
                rows,
                size,
                caller.get(),
                list,
                fact -> List.of(fact.observedAt().toString(), fact.id().toString()));
    }

    @APIResponseSchema(FactJson.Fact.class)
    @GET
    @Path("/{factId}")
    @Allowed(resource = "facts", action = "read")
    @Operation(summary = "Read a fact")
    public Response get(@PathParam("patientId") UUID patientId, @PathParam("factId") UUID factId) {
        // Never 304: its own content stays, but whether another took its place may change.
        return Answers.ok(new Unchanging(clinic.get(), factId), facts.get(patientId, factId));
    }

    private static @Nullable Instant instant(String name, @Nullable String text) {
        return text == null
                ? null
                : Rfc3339.parse(text)
                        .orElseThrow(() -> Problem.of(
                                PlatformProblem.MALFORMED_PARAMETER,
                                new Violation(
                                        name, "WRONG_FORM", new Text("A time of RFC 3339", "Una hora RFC 3339"))));
    }
}
