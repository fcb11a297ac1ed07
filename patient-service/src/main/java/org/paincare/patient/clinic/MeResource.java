package org.paincare.patient.clinic;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.identity.Open;
import org.paincare.platform.identity.Permissions;
import org.paincare.platform.identity.Role;
import org.paincare.platform.web.Answers;

/** What a frontend needs to know first: who is signed in, where, and what they may do. */
@Path("/v1/me")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Me")
class MeResource {

    private final Clinics clinics;
    private final Permissions permissions;
    private final CurrentCaller caller;
    private final InstantSource clock;

    MeResource(Clinics clinics, Permissions permissions, CurrentCaller caller, InstantSource clock) {
        this.clinics = clinics;
        this.permissions = permissions;
        this.caller = caller;
        this.clock = clock;
    }

    record Person(UUID id, String name, @Nullable UUID patientId) {}

    record Me(
            Person person,
            List<ClinicJson.NameOnly> clinics,
            List<String> roles,
            Map<String, Permissions.Reach> permissions,
            @Nullable String language,
            @Nullable String zone,
            Instant serverTime) {}

    @APIResponseSchema(MeResource.Me.class)
    @GET
    @Open(because = "everybody may ask who they are")
    @Operation(summary = "Who you are, in which clinic, with which roles and permissions")
    public Response me() {
        var self = caller.get();
        var clinic = clinics.current().map(Clinic::full);
        return Answers.ok(new Me(
                new Person(self.id(), self.displayName(), self.patientId()),
                clinic.map(c -> List.of(new ClinicJson.NameOnly(c.id(), c.name())))
                        .orElse(List.of()),
                self.roles().stream().map(Role::wireName).sorted().toList(),
                permissions.of(self.roles()),
                clinic.map(c -> c.languages().getFirst()).orElse(null),
                clinic.map(ClinicJson.Full::zone).orElse(null),
                clock.instant()));
    }
}
