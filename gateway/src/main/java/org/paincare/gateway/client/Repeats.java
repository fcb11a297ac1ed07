package org.paincare.gateway.client;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paincare.gateway.problem.ProblemCode;

/** Registrations sent again with the same Idempotency-Key: the table and its lock are those of every service. */
final class Repeats {

    private Repeats() {}

    /** What the key's first request made; null where this is the first. The key's row is the lock between the two. */
    static @Nullable UUID claimed(Connection connection, Ask ask, UUID clinic, String key) throws SQLException {
        run(connection, "DELETE FROM idempotency WHERE created_at < clock_timestamp() - interval '72 hours'");
        byte[] hash = hash(ask);
        try (PreparedStatement claim =
                connection.prepareStatement("SELECT claim_idempotency_key(?, ?, 'POST', ?, ?, ?)")) {
            ClientStore.set(claim, clinic, callerOf(ask), ClientDesk.ALL, key, hash);
            try (ResultSet claimed = claim.executeQuery()) {
                if (claimed.next() && claimed.getBoolean(1)) {
                    return null;
                }
            }
        }
        try (PreparedStatement select = connection.prepareStatement("SELECT request_hash, answer FROM idempotency"
                + " WHERE clinic_id = ? AND caller_id = ? AND method = 'POST' AND path = ? AND key = ?")) {
            ClientStore.set(select, clinic, callerOf(ask), ClientDesk.ALL, key);
            try (ResultSet first = select.executeQuery()) {
                if (!first.next() || first.getBytes(2) == null) {
                    throw Refused.with(ProblemCode.REQUEST_IN_PROGRESS);
                }
                if (!MessageDigest.isEqual(first.getBytes(1), hash)) {
                    throw Refused.with(ProblemCode.IDEMPOTENCY_KEY_REUSED);
                }
                return UUID.fromString(new String(first.getBytes(2), StandardCharsets.US_ASCII));
            }
        }
    }

    /** Which client the key's request made; its first version is the answer of every repeat. */
    static void answered(Connection connection, Ask ask, UUID clinic, String key, UUID made) throws SQLException {
        run(
                connection,
                "UPDATE idempotency SET answer = ? WHERE clinic_id = ? AND caller_id = ? AND method = 'POST'"
                        + " AND path = ? AND key = ?",
                made.toString().getBytes(StandardCharsets.US_ASCII),
                clinic,
                callerOf(ask),
                ClientDesk.ALL,
                key);
    }

    private static UUID callerOf(Ask ask) {
        UUID caller = ask.caller();
        return caller != null
                ? caller
                : UUID.nameUUIDFromBytes(ask.holder().key().getBytes(StandardCharsets.UTF_8));
    }

    private static void run(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            ClientStore.set(statement, values);
            statement.executeUpdate();
        }
    }

    private static byte[] hash(Ask ask) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(ask.body().getBytes());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
