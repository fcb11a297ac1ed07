package org.paincare.patient.clinic;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.InstantSource;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.idempotency.Idempotency;
import org.paincare.platform.identity.Allowed;
import org.paincare.platform.identity.Open;
import org.paincare.platform.web.Answers;
import org.paincare.platform.web.Page;

@Path("/v1/clinics/{clinicId}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Staff")
class InvitationResource {

    private final Invitations invitations;
    private final Clinics clinics;
    private final Idempotency idempotency;
    private final InstantSource clock;

    InvitationResource(Invitations invitations, Clinics clinics, Idempotency idempotency, InstantSource clock) {
        this.invitations = invitations;
        this.clinics = clinics;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    @APIResponseSchema(value = InvitationJson.Created.class, responseCode = "201")
    @POST
    @Path("/invitations")
    @Allowed(resource = "staff", action = "invite")
    @Operation(
            summary = "Invite somebody to work in the clinic, by mail",
            description =
                    "The mail goes out once this is stored, in the given language, with a link to the clinic's staff"
                            + " frontend (else the installation's). The link serves once, for 168 hours. Mail that is not taken is"
                            + " tried again after 1 minute, doubling to 1 hour, at most 30 times; then mail is GIVEN_UP. Where this"
                            + " installation has no mail server nothing is sent, and mail says NO_MAIL_SERVER. The address is shown"
                            + " here only. Ops invite clinic-admin alone. At most 100 invitations in 24 hours. Errors: 409"
                            + " STAFF_FRONTEND_MISSING, 409 INVITATION_OPEN, 422 UNKNOWN_ROLE, 429 TOO_MANY_INVITATIONS.")
    public Response invite(@PathParam("clinicId") UUID clinicId, @Valid @NotNull InvitationJson.Create wanted) {
        clinics.workFor(clinicId);
        return idempotency.once(
                wanted, () -> Answers.created(invitations.invite(clinics.openedForWriting(clinicId), wanted)));
    }

    @APIResponseSchema(value = InvitationJson.Invitation.class, responseDescription = Page.DESCRIBED)
    @GET
    @Path("/invitations")
    @Allowed(resource = "staff", action = "invite")
    @Operation(
            summary = "The latest hundred invitations, newest first: who accepted, and what became of the mail",
            description = "Ops see invitations of administrators alone. Never shows an address of a link.")
    public Response list(@PathParam("clinicId") UUID clinicId) {
        clinics.workFor(clinicId);
        clinics.get(clinicId);
        return Answers.ok(new Page<>(invitations.latest(), null));
    }

    @APIResponseSchema(value = InvitationJson.Invitation.class, responseCode = "200")
    @POST
    @Path("/invitations/{invitationId}/withdrawal")
    @Allowed(resource = "staff", action = "invite")
    @Operation(
            summary = "Take an invitation back: its link serves nothing from now on",
            description = "Needs If-Match. Errors: 409 INVITATION_ENDED, 412 STALE, 428 PRECONDITION_REQUIRED.")
    public Response takeBack(
            @PathParam("clinicId") UUID clinicId,
            @PathParam("invitationId") UUID invitationId,
            @HeaderParam("If-Match") @Nullable String ifMatch) {
        clinics.workFor(clinicId);
        return idempotency.once(null, () -> {
            clinics.get(clinicId);
            var row = invitations.takeBack(invitationId, ifMatch);
            return Answers.ok(row, row.json(clock.instant()));
        });
    }

    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = StaffJson.Member.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = StaffJson.Member.class)))
    @POST
    @Path("/invitation-acceptances")
    @Open(because = "whoever holds the link was invited; the entry is made for the account that asks")
    @Operation(
            summary = "Accept an invitation, signed in with the account that will be used from then on",
            description =
                    "Enters the caller as staff of the clinic of their token, with the name and roles of the invitation;"
                            + " the same person again gets the same entry (200). What they may do is their token's to say."
                            + " A token that names nothing of this clinic is 404. Errors: 403 FORBIDDEN (no account of staff), 409"
                            + " INVITATION_ENDED (accepted by another, taken back, expired), 409 STAFF_SUBJECT_TAKEN.")
    public Response accept(@PathParam("clinicId") UUID clinicId, @Valid @NotNull InvitationJson.Accept wanted) {
        return idempotency.once(wanted, () -> {
            var put = invitations.accept(clinicId, wanted);
            var member = put.member();
            return put.isNew()
                    ? Answers.created(
                            URI.create("/v1/clinics/" + clinicId + "/staff/" + member.id()), member, member.json())
                    : Answers.ok(member, member.json());
        });
    }
}
