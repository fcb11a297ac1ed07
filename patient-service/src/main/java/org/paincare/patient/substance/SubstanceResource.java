package org.paincare.patient.substance;

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
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.paincare.patient.Actor;
import org.paincare.patient.Unchanging;
import org.paincare.platform.idempotency.Idempotency;
import org.paincare.platform.identity.Allowed;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.tenancy.CurrentClinic;
import org.paincare.platform.web.Answers;

@Path("/v1/patients/{patientId}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Facts")
class SubstanceResource {

    private final Substances substances;
    private final Idempotency idempotency;
    private final CurrentCaller caller;
    private final CurrentClinic clinic;

    SubstanceResource(Substances substances, Idempotency idempotency, CurrentCaller caller, CurrentClinic clinic) {
        this.substances = substances;
        this.idempotency = idempotency;
        this.caller = caller;
        this.clinic = clinic;
    }

    @APIResponseSchema(value = SubstanceJson.Recorded.class, responseCode = "201")
    @POST
    @Path("/medications")
    @Allowed(resource = "facts", action = "create")
    @Operation(
            summary = "Add to the medication list, or say that nothing is taken",
            description =
                    "What stands on the list counts for the eligibility rules at once, whatever an older answer says."
                            + " To stop a drug or to correct an entry, record one that supersedes it.")
    public Response record(@PathParam("patientId") UUID patientId, @Valid @NotNull SubstanceJson.Medication said) {
        return idempotency.once(said, () -> recorded(patientId, said.entry()));
    }

    @APIResponseSchema(SubstanceJson.Listed.class)
    @GET
    @Path("/medications")
    @Allowed(resource = "facts", action = "read")
    @Operation(summary = "What is taken now; with history=true every entry there ever was, newest first")
    public Response medications(@PathParam("patientId") UUID patientId, @QueryParam("history") boolean history) {
        return Answers.ok(substances.list(patientId, SubstanceJson.Kind.MEDICATION, history));
    }

    @APIResponseSchema(SubstanceJson.Recorded.class)
    @GET
    @Path("/medications/{entryId}")
    @Allowed(resource = "facts", action = "read")
    @Operation(summary = "Read an entry of the medication list")
    public Response medication(@PathParam("patientId") UUID patientId, @PathParam("entryId") UUID entryId) {
        return one(patientId, SubstanceJson.Kind.MEDICATION, entryId);
    }

    @APIResponseSchema(value = SubstanceJson.Recorded.class, responseCode = "201")
    @POST
    @Path("/allergies")
    @Allowed(resource = "facts", action = "create")
    @Operation(
            summary = "Add to the allergy list, or say that there is none",
            description =
                    "An allergy to ketamine or an excipient excludes at once (E02). To refute or correct an entry,"
                            + " record one that supersedes it.")
    public Response record(@PathParam("patientId") UUID patientId, @Valid @NotNull SubstanceJson.Allergy said) {
        return idempotency.once(said, () -> recorded(patientId, said.entry()));
    }

    @APIResponseSchema(SubstanceJson.Listed.class)
    @GET
    @Path("/allergies")
    @Allowed(resource = "facts", action = "read")
    @Operation(summary = "What the patient is allergic to; with history=true every entry there ever was, newest first")
    public Response allergies(@PathParam("patientId") UUID patientId, @QueryParam("history") boolean history) {
        return Answers.ok(substances.list(patientId, SubstanceJson.Kind.ALLERGY, history));
    }

    @APIResponseSchema(SubstanceJson.Recorded.class)
    @GET
    @Path("/allergies/{entryId}")
    @Allowed(resource = "facts", action = "read")
    @Operation(summary = "Read an entry of the allergy list")
    public Response allergy(@PathParam("patientId") UUID patientId, @PathParam("entryId") UUID entryId) {
        return one(patientId, SubstanceJson.Kind.ALLERGY, entryId);
    }

    private Response recorded(UUID patientId, SubstanceJson.Entry entry) {
        var recorded = substances.record(patientId, entry, Actor.of(caller.get()));
        return Answers.created(
                URI.create("/v1/patients/" + patientId + "/" + entry.list().noun() + "/" + recorded.id()),
                new Unchanging(clinic.get(), recorded.id()),
                recorded);
    }

    /** Never 304: its own content stays, but whether another took its place may change. */
    private Response one(UUID patientId, SubstanceJson.Kind list, UUID id) {
        return Answers.ok(new Unchanging(clinic.get(), id), substances.read(patientId, list, id));
    }
}
