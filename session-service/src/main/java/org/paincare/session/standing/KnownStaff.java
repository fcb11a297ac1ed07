package org.paincare.session.standing;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.event.EventHandler;
import org.paincare.platform.event.IncomingEvent;
import org.paincare.platform.sign.SigningRights;
import org.paincare.platform.tenancy.CurrentClinic;

/** Who works in the current clinic, and whose signature counts there. Call inside a transaction. */
@ApplicationScoped
public class KnownStaff implements EventHandler, SigningRights {

    /** A registration counts through its last day, in the clinic's zone. */
    private static final String COLUMNS =
            "SELECT s.id, s.subject, s.roles, s.skills, s.active, s.registration, coalesce(s.registration_expires_on"
                    + " >= (?::timestamptz AT TIME ZONE coalesce(c.zone, 'UTC'))::date, true) AS licensed"
                    + " FROM known_staff s LEFT JOIN known_clinic c ON c.clinic_id = s.clinic_id AND c.id = s.clinic_id"
                    + " WHERE s.clinic_id = ?";

    private final Jdbc jdbc;
    private final CurrentClinic clinic;
    private final InstantSource clock;

    KnownStaff(DataSource pool, CurrentClinic clinic, InstantSource clock) {
        this.jdbc = new Jdbc(pool);
        this.clinic = clinic;
        this.clock = clock;
    }

    /**
     * A member of staff.
     *
     * @param subject  the person's identity in tokens
     * @param roles    as written in events, {@code HEAD_NURSE}
     * @param licensed false from the day after the professional registration's last
     * @param registration professional registration number, for what they sign on paper
     */
    public record Member(
            UUID id,
            UUID subject,
            Set<String> roles,
            Set<String> skills,
            boolean active,
            boolean licensed,
            @Nullable String registration) {

        /** Whether this person's word or witness counts today. */
        public boolean vouches() {
            return active && licensed;
        }

        public boolean nurses() {
            return active && (roles.contains("NURSE") || roles.contains("HEAD_NURSE"));
        }
    }

    record Changed(
            UUID staffId,
            UUID subject,
            List<String> roles,
            @Nullable List<String> skills,
            @Nullable LocalDate registrationExpiresOn,
            boolean active,
            @Nullable String registrationNumber) {}

    public Optional<Member> find(UUID staffId) {
        return jdbc.first(COLUMNS + " AND s.id = ?", KnownStaff::member, clock.instant(), clinic.get(), staffId);
    }

    /** The professional registration of an identity; empty where none is known. */
    public Optional<String> registrationOf(UUID subject) {
        return jdbc.first(
                        COLUMNS + " AND s.subject = ? AND s.registration IS NOT NULL ORDER BY s.active DESC, s.id",
                        KnownStaff::member,
                        clock.instant(),
                        clinic.get(),
                        subject)
                .map(Member::registration);
    }

    /**
     * The staff id of an identity. Who is not in the registry (yet) goes by the identity's own id, so that a record
     * never lacks its author.
     */
    public UUID idOf(UUID subject) {
        return bySubject(subject, clock.instant()).map(Member::id).orElse(subject);
    }

    @Override
    public Verdict of(UUID subject, Instant at) {
        return bySubject(subject, at)
                .map(member -> !member.active()
                        ? Verdict.NOT_ACTIVE
                        : member.licensed() ? Verdict.MAY_SIGN : Verdict.LICENCE_EXPIRED)
                .orElse(Verdict.MAY_SIGN);
    }

    /** Where an identity moved from one entry to another, the entry told last. */
    private Optional<Member> bySubject(UUID subject, Instant at) {
        return jdbc.first(
                COLUMNS + " AND s.subject = ? ORDER BY s.position DESC LIMIT 1",
                KnownStaff::member,
                at,
                clinic.get(),
                subject);
    }

    @Override
    public String type() {
        return "org.paincare.patient.StaffChanged.v1";
    }

    @Override
    public void handle(IncomingEvent event) {
        var changed = event.dataAs(Changed.class);
        jdbc.update(
                "INSERT INTO known_staff (clinic_id, id, subject, roles, skills, registration_expires_on, active,"
                        + " registration, position) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (clinic_id, id) DO UPDATE SET"
                        + " subject = excluded.subject, roles = excluded.roles, skills = excluded.skills,"
                        + " registration_expires_on = excluded.registration_expires_on, active = excluded.active,"
                        + " registration = excluded.registration, position = excluded.position",
                event.clinicId(),
                changed.staffId(),
                changed.subject(),
                changed.roles().toArray(String[]::new),
                changed.skills() == null ? new String[0] : changed.skills().toArray(String[]::new),
                changed.registrationExpiresOn(),
                changed.active(),
                changed.registrationNumber(),
                event.sequence());
    }

    private static Member member(java.sql.ResultSet row) throws SQLException {
        return new Member(
                row.getObject("id", UUID.class),
                row.getObject("subject", UUID.class),
                texts(row.getArray("roles")),
                texts(row.getArray("skills")),
                row.getBoolean("active"),
                row.getBoolean("licensed"),
                row.getString("registration"));
    }

    private static Set<String> texts(Array column) throws SQLException {
        return Set.of((String[]) column.getArray());
    }
}
