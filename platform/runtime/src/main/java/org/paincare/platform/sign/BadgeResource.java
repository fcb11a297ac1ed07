package org.paincare.platform.sign;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.paincare.platform.identity.Open;
import org.paincare.platform.web.Answers;

/** The badge and PIN with which a person signs on a tablet where another is signed in, whose session does not end by it. */
@Path("/v1/signature-badges")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Signatures")
public class BadgeResource {

    private final Badges badges;

    BadgeResource(Badges badges) {
        this.badges = badges;
    }

    /**
     * @param resource a path of the service at which the badge shall sign, for example {@code /v1/ledger-events}; the gateway
     *     routes by it
     * @param badge    what the badge's reader gives, 6 to 64 letters, digits or hyphens
     * @param pin      6 to 12 digits
     */
    @Schema(name = "BadgeGrant")
    public record Grant(
            @NotNull @Size(max = 300) @Pattern(regexp = "/v1/[A-Za-z0-9/_-]+")
            String resource,

            @NotNull @Pattern(regexp = "[A-Za-z0-9-]{6,64}") String badge,

            @NotNull @Pattern(regexp = "[0-9]{6,12}") String pin) {

        /** Never the PIN. */
        @Override
        public String toString() {
            return "Grant[" + resource + "]";
        }
    }

    @APIResponseSchema(value = Badges.Granted.class, responseCode = "201")
    @POST
    @Open(because = "everybody grants their own badge, with the roles their own sign-in has")
    @Operation(
            summary =
                    "Grant your badge and PIN for this shift (12 h) at the service of the resource; the token's sign-in is at"
                            + " most 2 minutes old. Granting again replaces it, for example when it was lost")
    public Response grant(@Valid @NotNull Grant asked) {
        return Answers.created(badges.grant(asked.badge(), asked.pin()));
    }
}
