package org.paincare.session.standing;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.event.EventHandler;
import org.paincare.platform.event.IncomingEvent;
import org.paincare.platform.tenancy.CurrentClinic;

/** Who works in the current clinic. Call inside a transaction. */
@ApplicationScoped
public class KnownStaff implements EventHandler {

    private static final String COLUMNS =
            "SELECT id, subject, roles, skills, active, registration FROM known_staff WHERE clinic_id = ?";

    private final Jdbc jdbc;
    private final CurrentClinic clinic;

    KnownStaff(DataSource pool, CurrentClinic clinic) {
        this.jdbc = new Jdbc(pool);
        this.clinic = clinic;
    }

    /**
     * A member of staff.
     *
     * @param subject the person's identity in tokens
     * @param roles   as written in events, {@code HEAD_NURSE}
     * @param registration professional registration number, for what they sign on paper
     */
    public record Member(
            UUID id,
            UUID subject,
            Set<String> roles,
            Set<String> skills,
            boolean active,
            @Nullable String registration) {

        public boolean nurses() {
            return active && (roles.contains("NURSE") || roles.contains("HEAD_NURSE"));
        }
    }

    record Changed(
            UUID staffId,
            UUID subject,
            List<String> roles,
            @Nullable List<String> skills,
            boolean active,
            @Nullable String registrationNumber) {}

    public Optional<Member> find(UUID staffId) {
        return jdbc.first(COLUMNS + " AND id = ?", KnownStaff::member, clinic.get(), staffId);
    }

    /** The professional registration of an identity; empty where none is known. */
    public Optional<String> registrationOf(UUID subject) {
        return jdbc.first(
                        COLUMNS + " AND subject = ? AND registration IS NOT NULL ORDER BY active DESC, id",
                        KnownStaff::member,
                        clinic.get(),
                        subject)
                .map(Member::registration);
    }

    /**
     * The staff id of an identity. Who is not in the registry (yet) goes by the identity's own id, so that a record
     * never lacks its author.
     */
    public UUID idOf(UUID subject) {
        return jdbc.first(COLUMNS + " AND subject = ?", KnownStaff::member, clinic.get(), subject)
                .map(Member::id)
                .orElse(subject);
    }

    @Override
    public String type() {
        return "org.paincare.patient.StaffChanged.v1";
    }

    @Override
    public void handle(IncomingEvent event) {
        var changed = event.dataAs(Changed.class);
        jdbc.update(
                "INSERT INTO known_staff (clinic_id, id, subject, roles, skills, active, registration, position)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (clinic_id, id) DO UPDATE SET"
                        + " subject = excluded.subject, roles = excluded.roles, skills = excluded.skills,"
                        + " active = excluded.active, registration = excluded.registration, position = excluded.position",
                event.clinicId(),
                changed.staffId(),
                changed.subject(),
                changed.roles().toArray(String[]::new),
                changed.skills() == null ? new String[0] : changed.skills().toArray(String[]::new),
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
                row.getString("registration"));
    }

    private static Set<String> texts(Array column) throws SQLException {
        return Set.of((String[]) column.getArray());
    }
}
