package org.paincare.patient.clinic;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
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

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    /** For Hibernate. */
    @SuppressWarnings("NullAway")
    protected Clinic() {}

    Clinic(UUID id, ClinicJson.Create wanted, Instant now) {
        super(id, id);
        this.slug = wanted.slug();
        this.createdAt = now;
        this.name = wanted.name();
        this.jurisdiction = wanted.jurisdiction().name();
        this.zone = wanted.zone();
        this.languages = List.copyOf(wanted.languages());
        this.altitudeMetres = wanted.altitudeMetres();
        this.altitudeProfile = wanted.altitudeProfile();
    }

    void settle(ClinicJson.Settings wanted) {
        this.name = wanted.name();
        this.languages = List.copyOf(wanted.languages());
        this.altitudeMetres = wanted.altitudeMetres();
        this.altitudeProfile = wanted.altitudeProfile();
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

    ClinicJson.Full full() {
        return new ClinicJson.Full(
                id(),
                slug,
                name,
                jurisdiction(),
                zone,
                List.copyOf(languages),
                altitudeMetres,
                altitudeProfile,
                createdAt);
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
                Integer.toString(version() + 1),
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
                && altitudeProfile.equals(wanted.altitudeProfile());
    }
}
