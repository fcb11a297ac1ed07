package org.paincare.patient.consent;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Arrays;
import java.util.UUID;
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

@Path("/v1/patients/{patientId}/consents")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Consents")
class ConsentResource {

    private final Consents consents;
    private final Idempotency idempotency;

    ConsentResource(Consents consents, Idempotency idempotency) {
        this.consents = consents;
        this.idempotency = idempotency;
    }

    @APIResponseSchema(value = ConsentJson.Full.class, responseCode = "201")
    @POST
    @Allowed(resource = "consent", action = "create")
    @Operation(
            summary = "Record a signed consent; it supersedes the one of its type that stands",
            description = "TREATMENT_OFF_LABEL needs the expectations sheet in force to have been seen before the"
                    + " signature (POST /v1/patients/{patientId}/expectations-acknowledgements): 422 CONSENT_REFUSED with"
                    + " violation EXPECTATIONS_NOT_SEEN.")
    public Response grant(@PathParam("patientId") UUID patientId, @Valid @NotNull ConsentJson.Grant signed) {
        return idempotency.once(signed, () -> {
            var consent = consents.grant(patientId, signed);
            return Answers.created(
                    URI.create("/v1/patients/" + patientId + "/consents/" + consent.id()),
                    consent,
                    consents.json(consent));
        });
    }

    @APIResponseSchema(value = ConsentJson.Full.class, responseCode = "200")
    @POST
    @Path("/{consentId}/withdrawal")
    @Allowed(resource = "consent", action = "create")
    @Operation(summary = "Withdraw a consent; it blocks the next use and never edits history")
    public Response withdraw(
            @PathParam("patientId") UUID patientId,
            @PathParam("consentId") UUID consentId,
            @Valid @NotNull ConsentJson.Withdraw withdrawal) {
        return idempotency.once(withdrawal, () -> {
            var consent = consents.withdraw(patientId, consentId, withdrawal);
            return Answers.ok(consent, consents.json(consent));
        });
    }

    @APIResponseSchema(ConsentJson.Listed.class)
    @GET
    @Allowed(resource = "consent", action = "read")
    @Operation(summary = "All consents, newest signature first")
    public Response list(@PathParam("patientId") UUID patientId) {
        return Answers.ok(new ConsentJson.Listed(consents.list(patientId)));
    }

    @APIResponseSchema(ConsentJson.MissingFor.class)
    @GET
    @Path("/missing")
    @Allowed(resource = "consent", action = "read")
    @Operation(summary = "What is missing for the programme, for a session (default) or for one purpose")
    public Response missing(@PathParam("patientId") UUID patientId, @QueryParam("purpose") @Nullable String purpose) {
        return Answers.ok(consents.missing(patientId, asked(purpose)));
    }

    @APIResponseSchema(ConsentJson.Full.class)
    @GET
    @Path("/{consentId}")
    @Allowed(resource = "consent", action = "read")
    @Operation(summary = "Read a consent")
    public Response get(@PathParam("patientId") UUID patientId, @PathParam("consentId") UUID consentId) {
        // Never 304: a consent expires without being written.
        return Answers.ok(consents.read(patientId, consentId));
    }

    private static Consents.AskedPurpose asked(@Nullable String purpose) {
        return purpose == null
                ? Consents.AskedPurpose.SESSION
                : Arrays.stream(Consents.AskedPurpose.values())
                        .filter(known -> known.name().equals(purpose))
                        .findFirst()
                        .orElseThrow(() -> Problem.of(
                                PlatformProblem.MALFORMED_PARAMETER,
                                new Violation(
                                        "purpose",
                                        "UNKNOWN",
                                        new Text(
                                                "One of " + Arrays.toString(Consents.AskedPurpose.values()),
                                                "Uno de " + Arrays.toString(Consents.AskedPurpose.values())))));
    }
}
