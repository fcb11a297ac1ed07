package org.paincare.patient.clinic;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.paincare.patient.LastChange;
import org.paincare.platform.sign.Signature;
import org.paincare.platform.tenancy.ClinicOwned;

/** A tenant: where it is, which rules and languages hold there. Its id is the clinic id of everything it owns. */
@Entity
@Table(name = "clinic")
class Clinic extends ClinicOwned {

    private String slug;
    private String name;
    private String jurisdiction;
    private String zone;

    @JdbcTypeCode(SqlTypes.ARRAY)
    private List<String> languages;

    @Column(name = "altitude_metres")
    private int altitudeMetres;

    @Column(name = "altitude_profile")
    private String altitudeProfile;

    @Enumerated(EnumType.STRING)
    private ClinicJson.State state;

    @Column(name = "policy_values")
    @Convert(converter = PolicyValues.class)
    private Map<String, String> policyValues;

    @Column(name = "policy_signature_id")
    private @Nullable UUID policySignatureId;

    @Column(name = "policy_signed_by")
    private @Nullable UUID policySignedBy;

    @Column(name = "policy_signer_name")
    private @Nullable String policySignerName;

    @Column(name = "policy_signed_at")
    private @Nullable Instant policySignedAt;

    @Column(name = "altitude_signature_id")
    private @Nullable UUID altitudeSignatureId;

    @Column(name = "altitude_signed_by")
    private @Nullable UUID altitudeSignedBy;

    @Column(name = "altitude_signer_name")
    private @Nullable String altitudeSignerName;

    @Column(name = "altitude_signed_at")
    private @Nullable Instant altitudeSignedAt;

    @Embedded
    private @Nullable LastChange lastChange;

    @Column(name = "staff_frontend")
    private @Nullable String staffFrontend;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    /** For Hibernate. */
    @SuppressWarnings("NullAway")
    protected Clinic() {}

    @SuppressWarnings("NullAway")
    Clinic(UUID id, ClinicJson.Create wanted, LastChange by) {
        super(id, id);
        this.state = ClinicJson.State.ACTIVE;
        this.policyValues = Map.of();
        this.lastChange = by;
        this.slug = wanted.slug();
        this.createdAt = by.at();
        this.name = wanted.name();
        this.jurisdiction = wanted.jurisdiction().name();
        this.zone = wanted.zone();
        this.languages = List.copyOf(wanted.languages());
        this.altitudeMetres = wanted.altitudeMetres();
        this.altitudeProfile = wanted.altitudeProfile();
        this.staffFrontend = wanted.staffFrontend();
    }

    /** @param altitudeSigned over altitude and profile; null only where both stay what they were */
    void settle(ClinicJson.Settings wanted, @Nullable Signature altitudeSigned, LastChange by) {
        if (altitudeSigned != null) {
            this.altitudeSignatureId = altitudeSigned.id();
            this.altitudeSignedBy = altitudeSigned.signedBy();
            this.altitudeSignerName = altitudeSigned.signerName();
            this.altitudeSignedAt = altitudeSigned.signedAt();
        }
        this.lastChange = by;
        this.name = wanted.name();
        this.languages = List.copyOf(wanted.languages());
        this.altitudeMetres = wanted.altitudeMetres();
        this.altitudeProfile = wanted.altitudeProfile();
        if (wanted.staffFrontend() != null) {
            this.staffFrontend = wanted.staffFrontend();
        }
    }

    void goBy(Map<String, String> values, Signature signature, LastChange by) {
        this.policyValues = values;
        this.policySignatureId = signature.id();
        this.policySignedBy = signature.signedBy();
        this.policySignerName = signature.signerName();
        this.policySignedAt = signature.signedAt();
        this.lastChange = by;
    }

    void become(ClinicJson.State wanted, LastChange by) {
        this.state = wanted;
        this.lastChange = by;
    }

    ClinicJson.State state() {
        return state;
    }

    Map<String, String> policyValues() {
        return Map.copyOf(policyValues);
    }

    PolicyJson.@Nullable Signed policySignature() {
        return policySignatureId == null || policySignedBy == null || policySignerName == null || policySignedAt == null
                ? null
                : new PolicyJson.Signed(policySignatureId, policySignedBy, policySignerName, policySignedAt);
    }

    PolicyJson.@Nullable Signed altitudeSignature() {
        return altitudeSignatureId == null
                        || altitudeSignedBy == null
                        || altitudeSignerName == null
                        || altitudeSignedAt == null
                ? null
                : new PolicyJson.Signed(altitudeSignatureId, altitudeSignedBy, altitudeSignerName, altitudeSignedAt);
    }

    boolean isAt(int metres, String profile) {
        return altitudeMetres == metres && altitudeProfile.equals(profile);
    }

    /** Of settings, policy and state together. */
    String policyVersion() {
        return Integer.toString(version() + 1);
    }

    ZoneId zone() {
        return ZoneId.of(zone);
    }

    ClinicJson.Jurisdiction jurisdiction() {
        return ClinicJson.Jurisdiction.valueOf(jurisdiction);
    }

    int altitudeMetres() {
        return altitudeMetres;
    }

    String altitudeProfile() {
        return altitudeProfile;
    }

    @Nullable
    String staffFrontend() {
        return staffFrontend;
    }

    ClinicJson.Full full() {
        return full(null);
    }

    /** @param invitation in the answer that made the clinic */
    ClinicJson.Full full(InvitationJson.@Nullable Created invitation) {
        return new ClinicJson.Full(
                id(),
                slug,
                name,
                jurisdiction(),
                zone,
                List.copyOf(languages),
                altitudeMetres,
                altitudeProfile,
                altitudeSignature(),
                state,
                createdAt,
                staffFrontend,
                invitation);
    }

    ClinicJson.NameOnly nameOnly() {
        return new ClinicJson.NameOnly(id(), name);
    }

    ClinicJson.Configured configured(AltitudeProfile profile, String profileVersion, Instant now) {
        return new ClinicJson.Configured(
                id(),
                zone,
                jurisdiction(),
                List.copyOf(languages),
                new ClinicJson.ProfileInForce(profile, profileVersion, altitudeMetres),
                policyVersion(),
                policySignedBy,
                policyValues.isEmpty()
                        ? null
                        : policyValues.entrySet().stream()
                                .map(value -> new ClinicJson.Setting(value.getKey(), value.getValue()))
                                .toList(),
                state,
                now);
    }

    /** True where a repeated creation asks for exactly this clinic. */
    boolean isAsWanted(ClinicJson.Create wanted) {
        return slug.equals(wanted.slug())
                && name.equals(wanted.name())
                && jurisdiction() == wanted.jurisdiction()
                && zone.equals(wanted.zone())
                && languages.equals(wanted.languages())
                && altitudeMetres == wanted.altitudeMetres()
                && altitudeProfile.equals(wanted.altitudeProfile())
                && (wanted.staffFrontend() == null || wanted.staffFrontend().equals(staffFrontend));
    }
}
