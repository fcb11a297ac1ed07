package org.paincare.patient.clinic;

import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.UniqueElements;
import org.jspecify.annotations.Nullable;
import org.paincare.patient.Actor;

/** Invitations to work in a clinic, as they travel over HTTP. */
final class InvitationJson {

    /** An address as mail servers take it without quoting. */
    static final String EMAIL = "[A-Za-z0-9!#$%&'*+/=?^_{|}~-]+(?:\\.[A-Za-z0-9!#$%&'*+/=?^_{|}~-]+)*"
            + "@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";

    private InvitationJson() {}

    /** Whether somebody can still accept. */
    @Schema(name = "InvitationState")
    enum State {
        OPEN,
        ACCEPTED,
        TAKEN_BACK,
        EXPIRED
    }

    /** What became of the mail. */
    @Schema(name = "InvitationMail")
    enum Mail {
        /** This installation sends no mail: hand the address over yourselves. */
        NO_MAIL_SERVER,
        /** It will be sent, or is tried again. */
        WAITING,
        /** The mail server took it. */
        SENT,
        /** It was not taken, for good: take the invitation back, or hand the address over yourselves. */
        GIVEN_UP
    }

    /**
     * Whom to invite.
     *
     * @param roles    what the person is meant to hold; their rights come from their account's token
     * @param language of the mail; without it the clinic's first
     */
    @Schema(name = "InvitationCreate")
    record Create(
            @NotNull @Size(min = 3, max = 254) @Pattern(regexp = EMAIL)
            String email,

            @NotNull @Size(min = 1, max = 200) @Pattern(regexp = StaffJson.LINE)
            String displayName,

            @NotEmpty @Size(max = 12) @UniqueElements List<@NotNull @Size(max = 30) String> roles,

            @Nullable @Pattern(regexp = "es|en") String language) {}

    /**
     * @param mailFailure why the mail was not taken the last time: ADDRESS_REFUSED, SERVER_REFUSED, SERVER_UNREACHABLE,
     *                    EXPIRED, CLINIC_NOT_ACTIVE
     * @param staffId     the entry of staff that came of it
     */
    @Schema(name = "Invitation")
    record Invitation(
            UUID id,
            String email,
            String displayName,
            List<String> roles,
            String language,
            State state,
            Mail mail,
            int mailAttempts,
            @Nullable String mailFailure,
            @Nullable Instant mailedAt,
            Actor createdBy,
            Instant createdAt,
            Instant expiresAt,
            @Nullable Instant endedAt,
            @Nullable UUID staffId,
            String etag) {}

    /** @param address serves once, until the invitation expires; shown here only, kept nowhere */
    @Schema(name = "InvitationCreated")
    record Created(String address, Invitation invitation) {}

    /** @param token what stood in the address */
    @Schema(name = "InvitationAcceptance")
    record Accept(
            @NotNull @Size(min = 1, max = 200) @Pattern(regexp = "[A-Za-z0-9_-]+")
            String token) {}
}
