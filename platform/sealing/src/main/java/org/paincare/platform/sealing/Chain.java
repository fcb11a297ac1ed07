package org.paincare.platform.sealing;

import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Whether one clinic's chain verifies.
 *
 * @param sealed   rows in the chain
 * @param unsealed rows written since the last cycle (normally under 2 s old)
 * @param brokenAt position of the first link that does not hold, null where all do
 */
public record Chain(long sealed, long unsealed, @Nullable Long brokenAt) {

    private static final String LINKS = "SELECT s.position, s.chain_hash, " + Seal.CANONICAL
            + " AS canonical, e.id IS NULL AS gone FROM audit_seal s"
            + " LEFT JOIN audit_entry e ON e.clinic_id = s.clinic_id AND e.id = s.entry_id ORDER BY s.position";
    private static final int AT_A_TIME = 1000;

    /**
     * Walks the whole chain of the clinic that row security shows on this connection and recomputes every link.
     *
     * @param connection in a transaction, so that links are read some at a time
     */
    public static Chain verified(Connection connection) throws SQLException {
        Seal expected = Seal.START;
        long sealed = 0;
        Long brokenAt = null;
        try (var select = connection.prepareStatement(LINKS)) {
            select.setFetchSize(AT_A_TIME);
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    sealed++;
                    if (brokenAt == null) {
                        long position = rows.getLong("position");
                        if (rows.getBoolean("gone") || position != expected.position() + 1) {
                            brokenAt = expected.position() + 1;
                        } else {
                            expected = expected.next(rows.getString("canonical"));
                            if (!MessageDigest.isEqual(expected.hash(), rows.getBytes("chain_hash"))) {
                                brokenAt = position;
                            }
                        }
                    }
                }
            }
        }
        try (var count = connection.prepareStatement("SELECT count(*) FROM audit_entry");
                var row = count.executeQuery()) {
            row.next();
            return new Chain(sealed, Math.max(row.getLong(1) - sealed, 0), brokenAt);
        }
    }

    /** False if a sealed row was changed, removed or reordered. */
    public boolean holds() {
        return brokenAt == null;
    }
}
