package org.paincare.platform.sign;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.paincare.platform.idempotency.Idempotency;
import org.paincare.platform.identity.Open;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.web.Answers;

/** Signing on one shared tablet: one person asks, the signer confirms with a token of their own, freshly obtained. */
@Path("/v1/signature-challenges")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Signatures")
public class SignatureResource {

    private final Signatures signatures;
    private final Badges badges;
    private final Idempotency idempotency;

    SignatureResource(Signatures signatures, Badges badges, Idempotency idempotency) {
        this.signatures = signatures;
        this.badges = badges;
        this.idempotency = idempotency;
    }

    /**
     * @param resource path of what is signed, for example {@code /v1/plans/{id}}; the gateway routes by it
     * @param hash     SHA-256 of its canonical content as the resource shows it, 64 hex digits
     */
    public record Ask(
            @NotNull @Size(max = 300) @Pattern(regexp = "/v1/[A-Za-z0-9/_-]+")
            String resource,

            @NotNull @Pattern(regexp = "[0-9a-f]{64}") String hash,

            @NotNull @Pattern(regexp = "[A-Z][A-Z0-9_]{0,63}")
            String meaning) {}

    /** @param resource the same path as in the challenge; the gateway routes by it */
    public record Confirm(
            @NotNull @Size(max = 300) @Pattern(regexp = "/v1/[A-Za-z0-9/_-]+")
            String resource) {}

    /** @param resource the same path as in the challenge; the gateway routes by it */
    @Schema(name = "BadgeConfirmation")
    public record BadgeConfirm(
            @NotNull @Size(max = 300) @Pattern(regexp = "/v1/[A-Za-z0-9/_-]+")
            String resource,

            @NotNull @Pattern(regexp = "[A-Za-z0-9-]{6,64}") String badge,

            @NotNull @Pattern(regexp = "[0-9]{6,12}") String pin) {

        /** Never the PIN. */
        @Override
        public String toString() {
            return "BadgeConfirm[" + resource + "]";
        }
    }

    @APIResponseSchema(value = Signatures.Challenge.class, responseCode = "201")
    @POST
    @Open(because = "whether this signer's signature counts is decided by the command that names it")
    @Operation(summary = "Ask for a signature over the hash of a resource")
    public Response ask(@Valid @NotNull Ask ask) {
        return idempotency.once(ask, () -> Answers.created(signatures.ask(ask.resource(), ask.hash(), ask.meaning())));
    }

    @APIResponseSchema(value = Signature.class, responseCode = "200")
    @POST
    @Path("/{challengeId}/confirmations")
    @Open(because = "whether this signer's signature counts is decided by the command that names it")
    @Operation(summary = "Give the signature; the token's sign-in is at most 2 minutes old")
    public Response confirm(@PathParam("challengeId") UUID challengeId, @Valid @NotNull Confirm confirm) {
        return idempotency.once(confirm, () -> Answers.ok(signatures.give(challengeId)));
    }

    @APIResponseSchema(value = Signature.class, responseCode = "200")
    @POST
    @Path("/{challengeId}/badge-confirmations")
    @Open(because = "whether this signer's signature counts is decided by the command that names it")
    @Operation(
            summary =
                    "Give the signature with badge and PIN, on the tablet of whoever is signed in; five wrong PINs end the"
                            + " badge until it is granted again")
    public Response confirmByBadge(@PathParam("challengeId") UUID challengeId, @Valid @NotNull BadgeConfirm confirm) {
        var signer = badges.whose(confirm.badge(), confirm.pin())
                .orElseThrow(() -> Problem.of(SignatureProblem.BADGE_REFUSED));
        // Without the PIN: the key's hash of the request must not be a way to guess it.
        return idempotency.once(
                confirm.resource() + " " + signer.id(), () -> Answers.ok(signatures.give(challengeId, signer)));
    }
}
