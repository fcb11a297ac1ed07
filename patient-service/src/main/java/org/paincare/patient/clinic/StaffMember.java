package org.paincare.patient.clinic;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.paincare.patient.LastChange;
import org.paincare.platform.tenancy.ClinicOwned;

/** Somebody who works in a clinic, linked to the identity they sign in with. */
@Entity
@Table(name = "staff_member")
class StaffMember extends ClinicOwned {

    /** A registration number that is one; other words stay here, events carry no free text. */
    private static final Pattern TRAVELS = Pattern.compile("[A-Z]{0,6}[-./]?[0-9][0-9./-]{0,30}");

    private UUID subject;

    @Column(name = "display_name")
    private String displayName;

    @JdbcTypeCode(SqlTypes.ARRAY)
    private List<String> roles;

    @Column(name = "registration_number")
    private @Nullable String registrationNumber;

    @Column(name = "registration_expires_on")
    private @Nullable LocalDate registrationExpiresOn;

    @JdbcTypeCode(SqlTypes.ARRAY)
    private List<String> skills;

    private boolean active;

    @Embedded
    private @Nullable LastChange lastChange;

    /** For Hibernate. */
    @SuppressWarnings("NullAway")
    protected StaffMember() {}

    @SuppressWarnings("NullAway")
    StaffMember(UUID clinicId, UUID id, StaffJson.Put wanted, LastChange by) {
        super(clinicId, id);
        change(wanted, by);
    }

    void change(StaffJson.Put wanted, LastChange by) {
        this.lastChange = by;
        this.subject = wanted.subject();
        this.displayName = wanted.displayName();
        this.roles = List.copyOf(wanted.roles());
        this.registrationNumber = wanted.registrationNumber();
        this.registrationExpiresOn = wanted.registrationExpiresOn();
        this.skills = wanted.skillsOrNone();
        this.active = wanted.active();
    }

    boolean isAsWanted(StaffJson.Put wanted) {
        return subject.equals(wanted.subject())
                && displayName.equals(wanted.displayName())
                && roles.equals(wanted.roles())
                && Objects.equals(registrationNumber, wanted.registrationNumber())
                && Objects.equals(registrationExpiresOn, wanted.registrationExpiresOn())
                && skills.equals(wanted.skillsOrNone())
                && active == wanted.active();
    }

    StaffJson.Member json() {
        return new StaffJson.Member(
                id(),
                subject,
                displayName,
                List.copyOf(roles),
                registrationNumber,
                registrationExpiresOn,
                List.copyOf(skills),
                active);
    }

    StaffJson.Changed changed(Instant now) {
        return new StaffJson.Changed(
                clinicId(),
                id(),
                subject,
                roles.stream()
                        .map(r -> r.toUpperCase(java.util.Locale.ROOT).replace('-', '_'))
                        .toList(),
                List.copyOf(skills),
                registrationNumber != null
                                && TRAVELS.matcher(registrationNumber).matches()
                        ? registrationNumber
                        : null,
                registrationExpiresOn,
                active,
                now);
    }
}
