package org.paincare.patient.clinic;

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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.identity.Allowed;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.web.Answers;
import org.paincare.platform.web.Cursors;
import org.paincare.platform.web.Page;

@Path("/v1/clinics/{clinicId}/staff")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Staff")
class StaffResource {

    private final StaffRegistry staff;
    private final Cursors cursors;
    private final CurrentCaller caller;

    StaffResource(StaffRegistry staff, Cursors cursors, CurrentCaller caller) {
        this.staff = staff;
        this.cursors = cursors;
        this.caller = caller;
    }

    @GET
    @Allowed(resource = "staff", action = "read")
    @Operation(summary = "List the clinic's staff")
    public Page<StaffJson.Member> list(
            @PathParam("clinicId") UUID clinicId,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        int size = Cursors.limit(limit);
        List<String> keys = cursors.keys(cursor, caller.get(), "staff");
        var rows = staff.page(clinicId, keys.isEmpty() ? null : UUID.fromString(keys.getFirst()), size + 1);
        return cursors.page(
                rows.stream().map(StaffMember::json).toList(),
                size,
                caller.get(),
                "staff",
                member -> List.of(member.id().toString()));
    }

    @APIResponseSchema(StaffJson.Member.class)
    @GET
    @Path("/{staffId}")
    @Allowed(resource = "staff", action = "read")
    @Operation(summary = "Read a member of staff")
    public Response get(
            @PathParam("clinicId") UUID clinicId, @PathParam("staffId") UUID staffId, @Context Request request) {
        var member = staff.get(clinicId, staffId);
        return Answers.read(request, member, member.json());
    }

    @GET
    @Path("/{staffId}/versions")
    @Allowed(resource = "staff", action = "read")
    @Operation(
            summary = "What the entry was before, newest first: what changed, when, by whom, why",
            description = "At most 100 versions.")
    public StaffJson.Versions versions(@PathParam("clinicId") UUID clinicId, @PathParam("staffId") UUID staffId) {
        return new StaffJson.Versions(staff.versions(clinicId, staffId));
    }

    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = StaffJson.Member.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = StaffJson.Member.class)))
    @PUT
    @Path("/{staffId}")
    @Allowed(resource = "staff", action = "write")
    @Operation(
            summary = "Enter a member of staff, or change one (If-Match)",
            description = "Who left (active false) or is past registrationExpiresOn gives no signature and counts as no"
                    + " witness, in every service, from the moment the change arrives there. Every version is kept.")
    public Response put(
            @PathParam("clinicId") UUID clinicId,
            @PathParam("staffId") UUID staffId,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull StaffJson.Put wanted) {
        var put = staff.put(clinicId, staffId, ifMatch, wanted);
        var member = put.member();
        return put.isNew()
                ? Answers.created(URI.create("/v1/clinics/" + clinicId + "/staff/" + staffId), member, member.json())
                : Answers.ok(member, member.json());
    }
}
