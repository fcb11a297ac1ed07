package org.paincare.platform.sealing;

import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Walks along the chains of all clinics again and again, some links at a time, and remembers whose does not hold. A
 * chain counts as broken until a later round finds nothing wrong with it. Each replica walks for itself; a round over
 * many links takes long, {@link Chain} verifies one clinic's at once.
 */
public final class Walk {

    private static final int LINKS = 1000;
    private static final int STEPS = 10;
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    /** Where a connection of the sealer's role comes from. */
    public interface Connections {
        Connection open() throws SQLException;
    }

    private final Connections pool;
    private final Consumer<UUID> found;
    private final Set<UUID> broken = ConcurrentHashMap.newKeySet();
    private UUID clinic = BEFORE_ALL;
    private Seal last = Seal.START;
    private boolean holds = true;

    /** @param found told once of each clinic whose chain does not hold */
    public Walk(Connections pool, Consumer<UUID> found) {
        this.pool = pool;
        this.found = found;
    }

    /** How many clinics' chains did not verify. */
    public int broken() {
        return broken.size();
    }

    /** Goes on for a while: 10,000 links are some hundredths of a second. */
    public void goOn() throws SQLException {
        for (int steps = 1; steps <= STEPS && step(); steps++) {
            // There is more of this round.
        }
    }

    /** Walks from the first link to the last of all clinics; how many chains do not hold. */
    public synchronized int walkAll() throws SQLException {
        beginAnew();
        while (step()) {
            // there is more
        }
        return broken();
    }

    /** False where the round is over. */
    private synchronized boolean step() throws SQLException {
        try (var connection = pool.open()) {
            int links = walk(connection);
            if (links == LINKS) {
                return true;
            }
            leave();
            beginAnew();
            return false;
        }
    }

    private int walk(Connection connection) throws SQLException {
        try (var select = connection.prepareStatement("SELECT s.clinic_id, s.position, s.chain_hash, e.id IS NULL, "
                + Seal.CANONICAL + " FROM audit_seal s"
                + " LEFT JOIN audit_entry e ON e.clinic_id = s.clinic_id AND e.id = s.entry_id"
                + " WHERE (s.clinic_id, s.position) > (?, ?) ORDER BY s.clinic_id, s.position LIMIT " + LINKS)) {
            select.setObject(1, clinic);
            select.setLong(2, last.position());
            var rows = select.executeQuery();
            int links = 0;
            while (rows.next()) {
                var of = rows.getObject(1, UUID.class);
                if (!of.equals(clinic)) {
                    leave();
                    clinic = of;
                    last = Seal.START;
                    holds = true;
                }
                var position = rows.getLong(2);
                var hash = rows.getBytes(3);
                holds &= position == last.position() + 1
                        && !rows.getBoolean(4)
                        && MessageDigest.isEqual(last.next(rows.getString(5)).hash(), hash);
                last = new Seal(position, hash);
                links++;
            }
            return links;
        }
    }

    /** The clinic's last link was looked at. */
    private void leave() {
        if (holds) {
            broken.remove(clinic);
        } else if (broken.add(clinic)) {
            found.accept(clinic);
        }
    }

    private void beginAnew() {
        clinic = BEFORE_ALL;
        last = Seal.START;
        holds = true;
    }
}
