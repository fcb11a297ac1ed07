package org.paincare.patient.clinic;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
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

/** Clinics as they travel over HTTP and in events. */
final class ClinicJson {

    private ClinicJson() {}

    /** Selects retention, ledger and consent rules, code systems, identifier types. */
    enum Jurisdiction {
        CO,
        US
    }

    /** Whether the clinic works with this installation. */
    enum State {
        ACTIVE,
        /** Its people read, and write only what must never wait: a death, a withdrawn consent. */
        SUSPENDED,
        /** For good; its data is kept as long as the law asks. */
        CLOSED
    }

    /**
     * Who gets the first right to administer the clinic: entered by their account, or invited by mail; one of the two.
     *
     * @param subject  {@code sub} of the account that the identity provider made for them
     * @param email    where their invitation is sent
     * @param language of the invitation; without it the clinic's first
     */
    @Schema(name = "FirstAdministrator")
    record Administrator(
            @Nullable UUID subject,

            @NotNull @Size(min = 1, max = 200) @Pattern(regexp = StaffJson.LINE)
            String displayName,

            @Nullable @Size(min = 3, max = 254) @Pattern(regexp = InvitationJson.EMAIL)
            String email,

            @Nullable @Pattern(regexp = "es|en") String language) {}

    /** @param reason why; kept with the clinic's version */
    @Schema(name = "ClinicStateChange")
    record Because(
            @NotNull @Size(min = 1, max = 500) @Pattern(regexp = StaffJson.LINE)
            String reason) {}

    /**
     * A clinic as ops ask for it.
     *
     * @param id              taken where given (the identity provider's organisation), else it follows from the slug, so
     *                        that asking again finds the same clinic
     * @param jurisdiction    without it the default pack's
     * @param zone            IANA name
     * @param altitudeMetres  above sea level
     * @param altitudeProfile name of the limits that hold at that altitude; without it the one that does
     * @param staffFrontend   the page where invited people accept: an https address with {token} once, behind a #
     */
    @Schema(name = "ClinicCreate")
    record Create(
            @Nullable UUID id,

            @NotNull @Pattern(regexp = "[a-z][a-z0-9-]{1,39}")
            String slug,

            @NotNull @Size(min = 1, max = 200) @Pattern(regexp = StaffJson.LINE)
            String name,

            @Nullable Jurisdiction jurisdiction,
            @Nullable @Size(min = 1, max = 60) String zone,

            @Nullable @Size(min = 1, max = 8) @UniqueElements
            List<@NotNull @Pattern(regexp = "es|en") String> languages,

            @NotNull @Min(-430) @Max(5100) Integer altitudeMetres,
            @Nullable @Size(min = 1, max = 60) String altitudeProfile,
            @Nullable @Valid Administrator firstAdministrator,
            @Nullable @Size(min = 10, max = 300) String staffFrontend) {

        /** With what was not said, as the jurisdiction's pack has it. */
        Create completed(Jurisdictions packs, AltitudeProfiles profiles) {
            var where = jurisdiction == null ? packs.usual() : jurisdiction;
            var pack = packs.of(where);
            return new Create(
                    id,
                    slug,
                    name,
                    where,
                    zone == null ? pack.zone() : zone,
                    languages == null ? pack.languages() : languages,
                    altitudeMetres,
                    altitudeProfile == null
                            ? profiles.at(altitudeMetres)
                                    .map(AltitudeProfile::profileId)
                                    .orElse(null)
                            : altitudeProfile,
                    firstAdministrator,
                    staffFrontend);
        }
    }

    /**
     * What a clinic-admin may change, and why. Zone and jurisdiction are fixed: records were made under them.
     *
     * @param staffFrontend the page where invited people accept; absent leaves the one there is
     * @param altitudeSignatureId the medical director's over what the altitude preview says; needed where altitudeMetres or
     *     altitudeProfile is to change
     */
    @Schema(name = "ClinicSettings")
    record Settings(
            @NotNull @Size(min = 1, max = 200) @Pattern(regexp = StaffJson.LINE)
            String name,

            @NotEmpty @Size(max = 8) @UniqueElements List<@NotNull @Pattern(regexp = "es|en") String> languages,

            @NotNull @Min(-430) @Max(5100) Integer altitudeMetres,
            @NotNull @Size(min = 1, max = 60) String altitudeProfile,

            @Nullable @Size(min = 1, max = 500) @Pattern(regexp = StaffJson.LINE)
            String reason,

            @Nullable @Size(min = 10, max = 300) String staffFrontend,
            @Nullable UUID altitudeSignatureId) {}

    /**
     * @param altitudeSignature the medical director's; missing while the profile is the one that followed from the altitude
     * @param invitation of the first administrator, in the answer that made the clinic and in no other
     */
    @Schema(name = "Clinic")
    record Full(
            UUID id,
            String slug,
            String name,
            Jurisdiction jurisdiction,
            String zone,
            List<String> languages,
            int altitudeMetres,
            String altitudeProfile,
            PolicyJson.@Nullable Signed altitudeSignature,
            State state,
            Instant createdAt,
            @Nullable String staffFrontend,
            InvitationJson.@Nullable Created invitation) {}

    /** What a patient sees of a clinic. */
    record NameOnly(UUID id, String name) {}

    /**
     * Event data of ClinicConfigured.
     *
     * @param policySignedBy missing while all values are defaults that nobody signed
     */
    record Configured(
            UUID clinicId,
            String zone,
            Jurisdiction jurisdiction,
            List<String> languages,
            ProfileInForce altitudeProfile,
            String policyVersion,
            @Nullable UUID policySignedBy,
            @Nullable List<Setting> settings,
            State state,
            Instant occurredAt) {}

    /** A policy value as the event tells it. */
    @Schema(name = "ClinicSetting")
    record Setting(String code, String value) {}

    /** An altitude profile with the clinic's own altitude. */
    record ProfileInForce(@JsonUnwrapped AltitudeProfile limits, String version, int altitudeMetres) {}
}
