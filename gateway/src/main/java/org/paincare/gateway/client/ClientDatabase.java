package org.paincare.gateway.client;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.flywaydb.core.Flyway;

/**
 * The gateway's own database. It may be away at any time, at the start too: nothing that a bedside needs waits for it, and
 * nothing here is called on an event loop.
 */
@Singleton
class ClientDatabase {

    private static final String SET_CLINIC = "SELECT set_config('app.clinic', ?, true)";

    private final boolean present;
    private final Instance<AgroalDataSource> app;
    private final Instance<AgroalDataSource> registry;
    private final Instance<AgroalDataSource> sealer;
    private final Instance<Flyway> migrations;

    ClientDatabase(
            @ConfigProperty(name = "quarkus.datasource.jdbc.url") Optional<String> url,
            Instance<AgroalDataSource> app,
            @DataSource("registry") Instance<AgroalDataSource> registry,
            @DataSource("sealer") Instance<AgroalDataSource> sealer,
            Instance<Flyway> migrations) {
        this.present = url.isPresent();
        this.app = app;
        this.registry = registry;
        this.sealer = sealer;
        this.migrations = migrations;
    }

    /** Whether one is set at all; without it there is no registry. */
    boolean isPresent() {
        return present;
    }

    void migrate() {
        migrations.get().migrate();
    }

    /** What is done with a connection. */
    interface Work<T> {
        T with(Connection connection) throws SQLException;
    }

    /** One transaction of the app role, in which row security shows the rows of the clinics that {@link #enter} names. */
    <T> T inTransaction(Work<T> work) throws SQLException {
        try (Connection connection = app.get().getConnection()) {
            connection.setAutoCommit(false);
            try {
                T result = work.with(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    <T> T ofClinic(UUID clinic, Work<T> work) throws SQLException {
        return inTransaction(connection -> {
            enter(connection, clinic);
            return work.with(connection);
        });
    }

    /** From here to the end of the transaction, or to the next clinic, the rows of this one are seen. */
    static void enter(Connection connection, UUID clinic) throws SQLException {
        try (PreparedStatement set = connection.prepareStatement(SET_CLINIC)) {
            set.setString(1, clinic.toString());
            set.execute();
        }
    }

    /** A connection of the role that chains audit rows. */
    Connection sealer() throws SQLException {
        return sealer.get().getConnection();
    }

    /** Reads the registry of all clinics, which is all that this role may. */
    <T> T acrossClinics(Work<T> work) throws SQLException {
        try (Connection connection = registry.get().getConnection()) {
            return work.with(connection);
        }
    }
}
