package org.paincare.patient;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.tenancy.CurrentClinic;

/** Reads the versions that the database keeps of a record. Call inside a transaction, after the right to it was checked. */
@ApplicationScoped
public class RecordVersions {

    private static final int MOST = 100;

    private final Jdbc jdbc;
    private final CurrentClinic clinic;
    private final ObjectMapper rows;

    RecordVersions(DataSource pool, CurrentClinic clinic, ObjectMapper json) {
        this.jdbc = new Jdbc(pool);
        this.clinic = clinic;
        this.rows = json.copy()
                .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    /**
     * A version as it was kept.
     *
     * @param changedAt null for one that is older than the keeping of versions, as its author is
     */
    public record Kept<T>(
            int version,
            T content,
            @Nullable Instant changedAt,
            @Nullable Actor changedBy,
            @Nullable String reason) {}

    private record Change(
            @Nullable OffsetDateTime changedAt,
            @Nullable UUID changedBy,
            @Nullable String changedByName,
            @Nullable String changeReason) {}

    /**
     * Newest first; at most 100.
     *
     * @param table the record's table
     * @param row   its columns as far as they are wanted, in camel case
     */
    public <T> List<Kept<T>> of(String table, UUID recordId, Class<T> row) {
        return jdbc.list(
                "SELECT version, content FROM record_version WHERE clinic_id = ? AND kind = ? AND record_id = ?"
                        + " ORDER BY version DESC LIMIT " + MOST,
                found -> kept(found.getInt("version"), found.getString("content"), row),
                clinic.get(),
                table,
                recordId);
    }

    private <T> Kept<T> kept(int version, String content, Class<T> row) {
        try {
            var change = rows.readValue(content, Change.class);
            return new Kept<>(
                    version,
                    rows.readValue(content, row),
                    change.changedAt() == null ? null : change.changedAt().toInstant(),
                    change.changedByName() == null ? null : new Actor(change.changedBy(), change.changedByName()),
                    change.changeReason());
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
