package org.paincare.patient.emergency;

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
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.paincare.patient.Unchanging;
import org.paincare.platform.idempotency.Idempotency;
import org.paincare.platform.identity.Allowed;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.tenancy.CurrentClinic;
import org.paincare.platform.web.Answers;
import org.paincare.platform.web.Cursors;
import org.paincare.platform.web.Page;

@Path("/v1/patients/{patientId}/emergency-accesses")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Emergency access")
class EmergencyResource {

    private final EmergencyAccesses accesses;
    private final Idempotency idempotency;
    private final Cursors cursors;
    private final CurrentCaller caller;
    private final CurrentClinic clinic;

    EmergencyResource(
            EmergencyAccesses accesses,
            Idempotency idempotency,
            Cursors cursors,
            CurrentCaller caller,
            CurrentClinic clinic) {
        this.accesses = accesses;
        this.idempotency = idempotency;
        this.cursors = cursors;
        this.caller = caller;
        this.clinic = clinic;
    }

    @APIResponseSchema(value = EmergencyJson.Access.class, responseCode = "201")
    @POST
    @Allowed(resource = "emergency-access", action = "open")
    @Operation(
            summary = "Break the glass: read this patient's record beyond your role, for 30 minutes",
            description =
                    "It opens reading alone, is told at once, and stands in the patient's access log. The patient and"
                            + " the medical director read the reason.")
    public Response open(@PathParam("patientId") UUID patientId, @Valid @NotNull EmergencyJson.Open wanted) {
        return idempotency.once(wanted, () -> {
            var access = accesses.open(patientId, wanted.reason(), caller.get());
            return Answers.created(
                    URI.create("/v1/patients/" + patientId + "/emergency-accesses/" + access.id()),
                    new Unchanging(clinic.get(), access.id()),
                    access);
        });
    }

    @GET
    @Allowed(resource = "emergency-access", action = "read")
    @Operation(summary = "Who broke the glass for this patient and why, newest first")
    public Page<EmergencyJson.Access> list(
            @PathParam("patientId") UUID patientId,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        int size = Cursors.limit(limit);
        var list = "emergencies|" + patientId;
        var keys = cursors.keys(cursor, caller.get(), list);
        return cursors.page(
                accesses.ofPatient(patientId, keys.isEmpty() ? null : UUID.fromString(keys.getFirst()), size + 1),
                size,
                caller.get(),
                list,
                access -> List.of(access.id().toString()));
    }

    @APIResponseSchema(EmergencyJson.Access.class)
    @GET
    @Path("/{accessId}")
    @Allowed(resource = "emergency-access", action = "read")
    @Operation(summary = "Read one emergency access")
    public Response get(@PathParam("patientId") UUID patientId, @PathParam("accessId") UUID accessId) {
        // Never 304: it ends without being written.
        return Answers.ok(new Unchanging(clinic.get(), accessId), accesses.get(patientId, accessId));
    }
}
