package org.paincare.patient.registry;

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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.Text;
import org.paincare.platform.idempotency.Idempotency;
import org.paincare.platform.identity.Allowed;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.problem.Violation;
import org.paincare.platform.web.Answers;
import org.paincare.platform.web.Cursors;
import org.paincare.platform.web.Page;

@Path("/v1/patients")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Patients")
class PatientResource {

    private static final int SHORTEST_NAME = 2;
    private static final int LONGEST_NAME = 100;

    private final Patients patients;
    private final Idempotency idempotency;

    PatientResource(Patients patients, Idempotency idempotency) {
        this.patients = patients;
        this.idempotency = idempotency;
    }

    @POST
    @Allowed(resource = "demographics", action = "create")
    @Operation(summary = "Register a patient")
    public Response register(@Valid @NotNull PatientJson.Demographics person) {
        return idempotency.once(person, () -> {
            var known = patients.register(person);
            return Answers.created(URI.create("/v1/patients/" + known.patient().id()), known.patient(), known.json());
        });
    }

    @GET
    @Allowed(resource = "demographics", action = "read", checksOwner = true)
    @Operation(summary = "Find patients by part of their name; best match first, accents and case do not count")
    public Page<PatientJson.Found> find(
            @QueryParam("name") @Nullable String name, @QueryParam("limit") @Nullable Integer limit) {
        if (name == null || name.strip().length() < SHORTEST_NAME || name.length() > LONGEST_NAME) {
            throw Problem.of(
                    PlatformProblem.MALFORMED_PARAMETER,
                    new Violation("name", "LENGTH", new Text("2 to 100 characters", "de 2 a 100 caracteres")));
        }
        return new Page<>(patients.findByName(name, Cursors.limit(limit)), null);
    }

    @GET
    @Path("/{patientId}")
    @Allowed(resource = "demographics", action = "read", checksOwner = true)
    @Operation(summary = "Read a patient")
    public Response get(@PathParam("patientId") UUID patientId, @Context Request request) {
        var known = patients.read(patientId);
        return Answers.read(request, known.patient(), known.json());
    }

    @PUT
    @Path("/{patientId}")
    @Allowed(resource = "demographics", action = "write")
    @Operation(summary = "Replace what is known of who the patient is")
    public Response change(
            @PathParam("patientId") UUID patientId,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull PatientJson.Demographics person) {
        var known = patients.change(patientId, ifMatch, person);
        return Answers.ok(known.patient(), known.json());
    }

    @POST
    @Path("/{patientId}/death")
    @Allowed(resource = "demographics", action = "write")
    @Operation(summary = "Record a death; treatment, bookings and enrolment end everywhere")
    public Response death(@PathParam("patientId") UUID patientId, @Valid @NotNull PatientJson.Death death) {
        return idempotency.once(death, () -> {
            var known = patients.died(patientId, death);
            return Answers.ok(known.patient(), known.json());
        });
    }
}
