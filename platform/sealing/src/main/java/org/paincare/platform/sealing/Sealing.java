package org.paincare.platform.sealing;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.UUID;

/**
 * Chains what was written into {@code audit_entry} since the last time, into {@code audit_seal}; outside the write path and
 * under a role of its own.
 *
 * <p>Rows are taken in the order of (transaction, id) and only below the oldest transaction still running, so that no
 * row that commits late is ever skipped. One sealer at a time per database (an advisory lock held for the batch), so any
 * number of replicas may run it.
 */
public final class Sealing {

    /** Rows of one batch; a full one means that there may be more. */
    public static final int BATCH = 1000;

    private static final long LOCK = 0x5EA1_0001L;

    private record Unsealed(UUID clinic, UUID id, String xid, String canonical) {}

    private Sealing() {}

    /** Seals one batch in a transaction of its own on this connection of the sealer's role; the number of rows sealed. */
    public static int batch(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try {
            int sealed = locked(connection);
            connection.commit();
            return sealed;
        } catch (SQLException | RuntimeException failure) {
            connection.rollback();
            throw failure;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private static int locked(Connection connection) throws SQLException {
        try (var lock = connection.prepareStatement("SELECT pg_try_advisory_xact_lock(?)")) {
            lock.setLong(1, LOCK);
            var row = lock.executeQuery();
            row.next();
            if (!row.getBoolean(1)) {
                return 0;
            }
        }
        var heads = new HashMap<UUID, Seal>();
        int sealed = 0;
        Unsealed last = null;
        try (var select = connection.prepareStatement("SELECT e.clinic_id, e.id, e.xid::text, " + Seal.CANONICAL
                        + " FROM audit_entry e, ops.audit_cursor c"
                        + " WHERE (e.xid, e.id) > (c.xid, c.entry_id)"
                        + " AND e.xid < pg_snapshot_xmin(pg_current_snapshot())"
                        + " ORDER BY e.xid, e.id LIMIT " + BATCH);
                var insert = connection.prepareStatement("INSERT INTO audit_seal"
                        + " (clinic_id, position, entry_id, chain_hash) VALUES (?, ?, ?, ?)")) {
            var rows = select.executeQuery();
            while (rows.next()) {
                last = new Unsealed(
                        rows.getObject(1, UUID.class),
                        rows.getObject(2, UUID.class),
                        rows.getString(3),
                        rows.getString(4));
                var head = heads.get(last.clinic());
                if (head == null) {
                    head = Seal.head(connection, last.clinic());
                }
                var next = head.next(last.canonical());
                heads.put(last.clinic(), next);
                insert.setObject(1, last.clinic());
                insert.setLong(2, next.position());
                insert.setObject(3, last.id());
                insert.setBytes(4, next.hash());
                insert.addBatch();
                sealed++;
            }
            insert.executeBatch();
        }
        if (last != null) {
            try (var move = connection.prepareStatement("UPDATE ops.audit_cursor SET xid = ?::xid8, entry_id = ?")) {
                move.setString(1, last.xid());
                move.setObject(2, last.id());
                move.executeUpdate();
            }
        }
        return sealed;
    }
}
