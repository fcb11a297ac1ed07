package org.paincare.platform.sealing;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;

/**
 * One link of a clinic's chain: SHA-256 over the link before, the position and the row's canonical text.
 *
 * @param position 0 before the first row, then 1, 2, ...
 */
public record Seal(long position, byte[] hash) {

    static final Seal START = new Seal(0, new byte[32]);

    /** A row as one text; every column that says who did what when is in it. */
    static final String CANONICAL = "jsonb_build_array(e.clinic_id, e.id, e.recorded_at, e.actor_id, e.actor_roles,"
            + " e.client, e.action, e.resource, e.resource_id, e.patient_id, e.reason, e.request_id, e.trace_id)::text";

    Seal next(String canonical) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(hash);
            digest.update(ByteBuffer.allocate(Long.BYTES).putLong(position + 1).array());
            return new Seal(position + 1, digest.digest(canonical.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static Seal head(Connection connection, UUID clinic) throws SQLException {
        try (var select = connection.prepareStatement(
                "SELECT position, chain_hash FROM audit_seal WHERE clinic_id = ? ORDER BY position DESC LIMIT 1")) {
            select.setObject(1, clinic);
            var row = select.executeQuery();
            return row.next() ? new Seal(row.getLong(1), row.getBytes(2)) : START;
        }
    }
}
