package org.paincare.testing.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * How to reach a running server, from this process or another.
 *
 * @param port on the loopback address
 * @param superuserPassword of the role {@code postgres}, for administration and for tests that look at the catalogue
 */
public record PostgresAccess(int port, String superuserPassword) {

    /**
     * Of a server in another process of this user.
     *
     * @param home the server's own folder
     */
    public static PostgresAccess of(Path home, int port) throws IOException {
        return new PostgresAccess(
                port, Files.readString(home.resolve("superuser")).strip());
    }

    static String database(String service) {
        return "paincare_" + service;
    }

    /** {@code jdbc:postgresql://localhost:PORT/paincare_SERVICE}, without user and password. */
    public String jdbcUrl(String service) {
        return "jdbc:postgresql://localhost:" + port + "/" + database(service);
    }

    /** A connection as the superuser, whom no row security binds. */
    public Connection superuser(String database) throws SQLException {
        return connect(database, "postgres", superuserPassword);
    }

    /** A connection as any role. */
    public Connection connect(String database, String user, String password) throws SQLException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {"localhost"});
        source.setPortNumbers(new int[] {port});
        source.setDatabaseName(database);
        source.setUser(user);
        source.setPassword(password);
        source.setConnectTimeout(5);
        return source.getConnection();
    }

    /** See {@link LocalPostgres#createService}. */
    public void createService(String service, String password) {
        new ServiceDatabases(this).create(service, password);
    }

    @Override
    public String toString() {
        return "PostgreSQL on port " + port;
    }
}
