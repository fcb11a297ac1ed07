package org.paincare.local.retention;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.paincare.local.export.Source;
import org.paincare.testing.local.CannotStart;

/**
 * Which patients' records of a clinic have been kept as long as they must be. The last attention is the last that any
 * service has on record of a patient, so that nobody's time ends early. It is on record before the first row is read, and
 * deletes nothing: what becomes of a record is the clinic's to decide, after the notice that its law asks for.
 */
public final class RetentionReview {

    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Map<String, Source> sources = new HashMap<>();
    private final InstantSource clock;

    /** @param sources {@code patient}, {@code session} and {@code outcome}; others are not looked at */
    public RetentionReview(List<Source> sources, InstantSource clock) {
        sources.forEach(source -> this.sources.put(source.name(), source));
        this.clock = clock;
        if (!this.sources.keySet().containsAll(Set.of("patient", "session", "outcome"))) {
            throw new CannotStart("A review needs the databases of all three services.");
        }
    }

    private record Known(LocalDate born, Instant registered) {}

    /**
     * @param reason why, in the clinic's audit
     * @param file   must not be there
     * @return how many records have been kept long enough
     */
    public int write(UUID clinic, String reason, Path file) throws IOException, SQLException {
        if (!reason.matches("[\\p{L}\\p{N}][\\p{L}\\p{N} ./_-]{2,79}")) {
            throw new CannotStart("The reason is 3 to 80 letters, digits, spaces and . / _ -");
        }
        if (Files.exists(file)) {
            throw new CannotStart(file + " is there already: a report is never written over another.");
        }
        RetentionRules rules = RetentionRules.read();
        Map<String, Object> report = new LinkedHashMap<>();
        List<Map<String, String>> over = new ArrayList<>();
        try (Connection patient = bound("patient", clinic)) {
            String[] place = place(patient, clinic);
            RetentionRules.Rule rule = rules.of(place[0]);
            ZoneId zone = ZoneId.of(place[1]);
            record(patient, reason + ", " + rules.version());
            Map<UUID, Known> known = known(patient);
            Map<UUID, Instant> last = new HashMap<>();
            addLast(patient, last);
            for (String other : List.of("session", "outcome")) {
                try (Connection connection = bound(other, clinic)) {
                    addLast(connection, last);
                }
            }
            LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
            known.forEach((id, person) -> {
                Instant attention = last.getOrDefault(id, person.registered());
                Instant latest = attention.isBefore(person.registered()) ? person.registered() : attention;
                LocalDate day = LocalDate.ofInstant(latest, zone);
                LocalDate until = rule.keptUntil(day, person.born());
                if (today.isAfter(until)) {
                    over.add(Map.of(
                            "patientId",
                            id.toString(),
                            "lastAttentionOn",
                            day.toString(),
                            "keptUntil",
                            until.toString()));
                }
            });
            over.sort((one, other) -> one.get("keptUntil").compareTo(other.get("keptUntil")));
            report.put("clinicId", clinic.toString());
            report.put("jurisdiction", place[0]);
            report.put("rules", rules.version());
            report.put("source", rule.source());
            report.put("day", today.toString());
            report.put("reason", reason);
            report.put("records", known.size());
            report.put("mustBeKept", known.size() - over.size());
            report.put("keptLongEnough", over);
        }
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, JSON.writeValueAsString(report), StandardOpenOption.TRUNCATE_EXISTING);
        return over.size();
    }

    private Connection bound(String database, UUID clinic) throws SQLException {
        Source source = Objects.requireNonNull(sources.get(database));
        Connection connection = source.connect();
        try (PreparedStatement set = connection.prepareStatement("SELECT set_config('app.clinic', ?, false)")) {
            set.setString(1, clinic.toString());
            set.execute();
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** Jurisdiction and zone. */
    private static String[] place(Connection patient, UUID clinic) throws SQLException {
        try (Statement statement = patient.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT jurisdiction, zone FROM clinic WHERE clinic_id = current_clinic()")) {
            if (!row.next()) {
                throw new CannotStart("There is no clinic " + clinic + ".");
            }
            return new String[] {row.getString(1), row.getString(2)};
        }
    }

    private static void record(Connection patient, String reason) throws SQLException {
        try (PreparedStatement insert =
                patient.prepareStatement("INSERT INTO audit_entry (clinic_id, actor_roles, client,"
                        + " action, resource, resource_id, reason, request_id, trace_id) VALUES (current_clinic(), 'ops',"
                        + " 'retention-review', 'RETENTION_REVIEW', 'clinic', current_clinic(), ?, '', '')")) {
            insert.setString(1, reason);
            insert.executeUpdate();
        }
    }

    private static Map<UUID, Known> known(Connection patient) throws SQLException {
        Map<UUID, Known> known = new HashMap<>();
        try (Statement statement = patient.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT id, birth_date, registered_at FROM patient WHERE clinic_id = current_clinic()")) {
            while (row.next()) {
                known.put(
                        row.getObject(1, UUID.class),
                        new Known(
                                row.getObject(2, LocalDate.class),
                                row.getTimestamp(3).toInstant()));
            }
        }
        return known;
    }

    /** A patient's stream has everything that became of her, in each service. */
    private static void addLast(Connection connection, Map<UUID, Instant> last) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT stream_id, max(occurred_at) FROM (SELECT stream_id,"
                        + " occurred_at FROM event_log WHERE clinic_id = current_clinic() UNION ALL SELECT stream_id,"
                        + " occurred_at FROM outbox WHERE clinic_id = current_clinic()) said GROUP BY stream_id")) {
            while (row.next()) {
                last.merge(
                        row.getObject(1, UUID.class),
                        row.getTimestamp(2).toInstant(),
                        (one, other) -> one.isAfter(other) ? one : other);
            }
        }
    }
}
