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
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
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

    private static final int LONGEST = 100;

    private final Patients patients;
    private final PatientSearch search;
    private final Idempotency idempotency;

    PatientResource(Patients patients, PatientSearch search, Idempotency idempotency) {
        this.patients = patients;
        this.search = search;
        this.idempotency = idempotency;
    }

    @APIResponseSchema(value = PatientJson.Full.class, responseCode = "201")
    @POST
    @Allowed(resource = "demographics", action = "create")
    @Operation(
            summary = "Register a patient",
            description =
                    "An identifier is one patient's: of many who register it at once one succeeds, the others get 409"
                            + " PATIENT_IDENTIFIER_TAKEN with the patientId that has it. Where the person may be registered already"
                            + " (POST /v1/patient-duplicate-checks says why), the answer warns: Link headers with rel=duplicate.")
    public Response register(@Valid @NotNull PatientJson.Demographics person) {
        return idempotency.once(person, () -> {
            var known = patients.register(person);
            var id = known.patient().id();
            return warned(
                    Answers.created(URI.create("/v1/patients/" + id), known.patient(), known.json()),
                    search.duplicatesOf(id, person));
        });
    }

    private static Response warned(Response answer, List<UUID> duplicates) {
        if (duplicates.isEmpty()) {
            return answer;
        }
        var links = duplicates.stream()
                .map(id -> "</v1/patients/" + id + ">; rel=\"duplicate\"")
                .collect(Collectors.joining(", "));
        return Response.fromResponse(answer).header(HttpHeaders.LINK, links).build();
    }

    @GET
    @Allowed(resource = "demographics", action = "read", checksOwner = true)
    @Operation(
            summary = "Find patients by part of their name, an identifier or their phone; best match first",
            description = "Exactly one of the three. Accents and case do not count; every word of a name must be there,"
                    + " and where nobody's is, names near it are found; with"
                    + " words of one or two characters alone these count at the beginning of a name. Identifier: 3 to 40 characters, dots and hyphens"
                    + " do not count. Phone: at least 4 digits.")
    public Page<PatientJson.Found> find(
            @QueryParam("name") @Nullable String name,
            @QueryParam("identifier") @Nullable String identifier,
            @QueryParam("phone") @Nullable String phone,
            @QueryParam("limit") @Nullable Integer limit) {
        int size = Cursors.limit(limit);
        if (Stream.of(name, identifier, phone).filter(Objects::nonNull).count() > 1) {
            throw Problem.of(
                    PlatformProblem.MALFORMED_PARAMETER,
                    new Violation(
                            "name",
                            "ONE_OF",
                            new Text("name, identifier or phone, not two", "name, identifier o phone, no dos")));
        }
        if (identifier != null) {
            return found(
                    PatientSearch.By.IDENTIFIER,
                    "identifier",
                    identifier,
                    identifier.replaceAll("[\\s.-]", ""),
                    3,
                    size);
        }
        if (phone != null) {
            return found(PatientSearch.By.PHONE, "phone", phone, phone.replaceAll("[^0-9]", ""), 4, size);
        }
        return found(
                PatientSearch.By.NAME, "name", name == null ? "" : name, name == null ? "" : name.strip(), 2, size);
    }

    private Page<PatientJson.Found> found(
            PatientSearch.By by, String parameter, String asked, String counts, int shortest, int size) {
        if (counts.length() < shortest || asked.length() > LONGEST || asked.indexOf('\0') >= 0) {
            throw Problem.of(
                    PlatformProblem.MALFORMED_PARAMETER,
                    new Violation(
                            parameter,
                            "LENGTH",
                            new Text(
                                    shortest + " to " + LONGEST + " characters",
                                    "de " + shortest + " a " + LONGEST + " caracteres")));
        }
        return new Page<>(search.find(by, asked, size), null);
    }

    @APIResponseSchema(PatientJson.Full.class)
    @GET
    @Path("/{patientId}")
    @Allowed(resource = "demographics", action = "read", checksOwner = true)
    @Operation(summary = "Read a patient")
    public Response get(@PathParam("patientId") UUID patientId, @Context Request request) {
        var known = patients.read(patientId);
        return Answers.read(request, known.patient(), known.json());
    }

    @APIResponseSchema(value = PatientJson.Full.class, responseCode = "200")
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

    @GET
    @Path("/{patientId}/versions")
    @Allowed(resource = "demographics", action = "read", checksOwner = true)
    @Operation(
            summary = "Who the patient was before, newest first: what, since when, by whom",
            description = "At most 100 versions. Identifiers are only added and left out here.")
    public PatientJson.Versions versions(@PathParam("patientId") UUID patientId) {
        return new PatientJson.Versions(patients.versions(patientId));
    }

    @APIResponseSchema(value = PatientJson.Full.class, responseCode = "200")
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
