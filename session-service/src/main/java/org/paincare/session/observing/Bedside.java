package org.paincare.session.observing;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.db.OwnTransactions;
import org.paincare.platform.db.SqlFailure;

/** The bedside's way to the database: a pool of its own, short transactions, no waiting for others. */
@ApplicationScoped
class Bedside {

    /** A person who acknowledges waits longer for a lock than a reading does. */
    private static final long PATIENT_MILLIS = 1500;

    private final OwnTransactions transactions;
    private final long lockMillis;

    Bedside(
            @DataSource("bedside") AgroalDataSource pool,
            @ConfigProperty(name = "paincare.bedside.lock-millis") long lockMillis,
            @ConfigProperty(name = "paincare.bedside.statement-millis") long statementMillis) {
        this.transactions = new OwnTransactions(pool, statementMillis);
        this.lockMillis = lockMillis;
    }

    /** For readings and ticks: gives up at once where another holds what it needs. */
    <T> T atOnce(UUID clinic, Function<Jdbc, T> work) {
        return transactions.call(clinic, lockMillis, work);
    }

    /** For people. */
    <T> T patiently(UUID clinic, Function<Jdbc, T> work) {
        return transactions.call(clinic, PATIENT_MILLIS, work);
    }

    /**
     * Takes the lock under which a session's readings are judged, with the row that carries it.
     *
     * @return the version of the state so far
     */
    static long lock(Jdbc tx, UUID clinic, UUID session) {
        var locked = version(tx, clinic, session);
        if (locked >= 0) {
            return locked;
        }
        tx.update(
                "INSERT INTO alarm_state (clinic_id, session_id, version, state) VALUES (?, ?, 0, '{}')"
                        + " ON CONFLICT DO NOTHING",
                clinic,
                session);
        return version(tx, clinic, session);
    }

    private static long version(Jdbc tx, UUID clinic, UUID session) {
        return tx.first(
                        "SELECT version FROM alarm_state WHERE clinic_id = ? AND session_id = ? FOR UPDATE",
                        row -> row.getLong(1),
                        clinic,
                        session)
                .orElse(-1L);
    }

    /** Whether the database could not do it now, rather than refuse what it was asked. */
    static boolean isUnavailable(SqlFailure failure) {
        return !failure.sqlState().startsWith("22") && !failure.sqlState().startsWith("23");
    }
}
