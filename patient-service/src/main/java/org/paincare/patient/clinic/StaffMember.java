package org.paincare.patient.clinic;

import jakarta.persistence.Column;
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

    /** For Hibernate. */
    @SuppressWarnings("NullAway")
    protected StaffMember() {}

    @SuppressWarnings("NullAway")
    StaffMember(UUID clinicId, UUID id, ClinicJson.PutStaff wanted) {
        super(clinicId, id);
        change(wanted);
    }

    void change(ClinicJson.PutStaff wanted) {
        this.subject = wanted.subject();
        this.displayName = wanted.displayName();
        this.roles = List.copyOf(wanted.roles());
        this.registrationNumber = wanted.registrationNumber();
        this.registrationExpiresOn = wanted.registrationExpiresOn();
        this.skills = wanted.skills() == null ? List.of() : List.copyOf(wanted.skills());
        this.active = wanted.active();
    }

    boolean isAsWanted(ClinicJson.PutStaff wanted) {
        var skillsWanted = wanted.skills() == null ? List.<String>of() : wanted.skills();
        return subject.equals(wanted.subject())
                && displayName.equals(wanted.displayName())
                && roles.equals(wanted.roles())
                && Objects.equals(registrationNumber, wanted.registrationNumber())
                && Objects.equals(registrationExpiresOn, wanted.registrationExpiresOn())
                && skills.equals(skillsWanted)
                && active == wanted.active();
    }

    ClinicJson.Staff json() {
        return new ClinicJson.Staff(
                id(),
                subject,
                displayName,
                List.copyOf(roles),
                registrationNumber,
                registrationExpiresOn,
                List.copyOf(skills),
                active);
    }

    ClinicJson.StaffChanged changed(Instant now) {
        return new ClinicJson.StaffChanged(
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
