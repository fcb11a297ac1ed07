package org.paincare.gateway.client;

import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paincare.gateway.limit.RateClass;

/** The rows of the registry; every method works in the transaction of the connection it is given. */
@Singleton
class ClientStore {

    static final String UNIQUE_VIOLATION = "23505";

    private static final String COLUMNS = "SELECT c.id, c.clinic_id, c.client_id, c.registered_at, v.version, v.name,"
            + " v.contact_name, v.contact_email, v.scopes, v.origins, v.rate_class, v.monthly_quota, v.status, v.reason,"
            + " v.changed_at, v.changed_by FROM api_client c JOIN api_client_version v"
            + " ON v.clinic_id = c.clinic_id AND v.api_client = c.id";
    private static final String LATEST =
            " AND v.version = (SELECT max(l.version) FROM api_client_version l WHERE l.clinic_id = c.clinic_id"
                    + " AND l.api_client = c.id)";

    /** Every client of every clinic as it is now. */
    List<ApiClient> all(Connection connection) throws SQLException {
        return select(connection, COLUMNS + LATEST);
    }

    /**
     * @param only  the client id that is wanted alone, null for all
     * @param after the last id of the page before, null for the first
     */
    List<ApiClient> page(
            Connection connection,
            UUID clinic,
            @Nullable String only,
            @Nullable UUID after,
            ApiClient.@Nullable Status status,
            int most)
            throws SQLException {
        return select(
                connection,
                COLUMNS + LATEST + " WHERE c.clinic_id = ? AND (?::text IS NULL OR c.client_id = ?::text)"
                        + " AND (?::uuid IS NULL OR c.id > ?::uuid)"
                        + " AND (?::text IS NULL OR v.status = ?::text) ORDER BY c.id LIMIT ?",
                clinic,
                only,
                only,
                after,
                after,
                status == null ? null : status.name(),
                status == null ? null : status.name(),
                most);
    }

    Optional<ApiClient> find(Connection connection, UUID clinic, UUID id) throws SQLException {
        return select(connection, COLUMNS + LATEST + " WHERE c.clinic_id = ? AND c.id = ?", clinic, id).stream()
                .findFirst();
    }

    Optional<ApiClient> version(Connection connection, UUID clinic, UUID id, int version) throws SQLException {
        return select(
                        connection,
                        COLUMNS + " AND v.version = ? WHERE c.clinic_id = ? AND c.id = ?",
                        version,
                        clinic,
                        id)
                .stream()
                .findFirst();
    }

    /** @return empty where the clinic has registered that client before */
    Optional<UUID> insert(Connection connection, UUID clinic, String clientId, Instant now) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO api_client (clinic_id, client_id, registered_at)"
                        + " VALUES (?, ?, ?) ON CONFLICT ON CONSTRAINT api_client_once DO NOTHING RETURNING id")) {
            set(insert, clinic, clientId, now);
            try (ResultSet made = insert.executeQuery()) {
                return made.next() ? Optional.of(made.getObject(1, UUID.class)) : Optional.empty();
            }
        }
    }

    /** @throws SQLException with {@link #UNIQUE_VIOLATION} where somebody else has made that version meanwhile */
    void insertVersion(
            Connection connection,
            UUID clinic,
            UUID id,
            int version,
            ApiClient.Terms terms,
            Instant now,
            @Nullable UUID by,
            @Nullable String reason)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO api_client_version (clinic_id,"
                + " api_client, version, name, contact_name, contact_email, scopes, origins, rate_class, monthly_quota,"
                + " status, reason, changed_at, changed_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            set(
                    insert,
                    clinic,
                    id,
                    version,
                    terms.name(),
                    terms.contact().name(),
                    terms.contact().email(),
                    connection.createArrayOf("text", terms.scopes().toArray()),
                    connection.createArrayOf("text", terms.origins().toArray()),
                    terms.rateClass().name(),
                    terms.monthlyQuota(),
                    terms.status().name(),
                    reason,
                    now,
                    by);
            insert.executeUpdate();
        }
    }

    static void set(PreparedStatement statement, @Nullable Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            switch (values[i]) {
                case null -> statement.setNull(i + 1, Types.NULL);
                case Instant time -> statement.setObject(i + 1, OffsetDateTime.ofInstant(time, ZoneOffset.UTC));
                case Array array -> statement.setArray(i + 1, array);
                case Object other -> statement.setObject(i + 1, other);
            }
        }
    }

    private static List<ApiClient> select(Connection connection, String sql, @Nullable Object... values)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            set(select, values);
            try (ResultSet rows = select.executeQuery()) {
                var found = new ArrayList<ApiClient>();
                while (rows.next()) {
                    found.add(client(rows));
                }
                return found;
            }
        }
    }

    private static ApiClient client(ResultSet row) throws SQLException {
        return new ApiClient(
                row.getObject("id", UUID.class),
                row.getObject("clinic_id", UUID.class),
                row.getString("client_id"),
                row.getInt("version"),
                new ApiClient.Terms(
                        row.getString("name"),
                        new ApiClient.Contact(row.getString("contact_name"), row.getString("contact_email")),
                        List.of((String[]) row.getArray("scopes").getArray()),
                        List.of((String[]) row.getArray("origins").getArray()),
                        RateClass.valueOf(row.getString("rate_class")),
                        row.getObject("monthly_quota", Long.class),
                        ApiClient.Status.valueOf(row.getString("status"))),
                row.getObject("registered_at", OffsetDateTime.class).toInstant(),
                row.getObject("changed_at", OffsetDateTime.class).toInstant(),
                row.getObject("changed_by", UUID.class),
                row.getString("reason"));
    }
}
