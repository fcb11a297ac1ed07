package org.paincare.testing.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes one database per service with the roles of {@code /paincare/roles.sql}; nobody else may connect to it. */
final class ServiceDatabases {

    private static final Pattern SERVICE = Pattern.compile("[a-z][a-z0-9]{1,30}");
    private static final Pattern PASSWORD = Pattern.compile("[A-Za-z0-9_-]{8,128}");
    private static final Pattern CREATE_ROLE = Pattern.compile("(?i)^CREATE ROLE (\\w+)");

    private final PostgresAccess access;

    ServiceDatabases(PostgresAccess access) {
        this.access = access;
    }

    /** Any number of times: what is there stays, what is missing is made, the password is set anew. */
    void create(String service, String password) {
        if (!SERVICE.matcher(service).matches() || !PASSWORD.matcher(password).matches()) {
            throw new IllegalArgumentException(
                    "A service is [a-z0-9], its password 8 to 128 of [A-Za-z0-9_-]: " + service);
        }
        String database = PostgresAccess.database(service);
        try {
            try (Connection server = access.superuser("postgres");
                    Statement statement = server.createStatement()) {
                statement.execute("SET log_min_error_statement = panic"); // a failing statement would log the password
                statement.execute("REVOKE CONNECT ON DATABASE postgres FROM PUBLIC");
                for (String sql : roleStatements(service, password)) {
                    Matcher creation = CREATE_ROLE.matcher(sql);
                    if (!creation.find() || !exists(server, "pg_roles", "rolname", creation.group(1))) {
                        statement.execute(sql);
                    }
                }
                for (String role : loginRoles(server, service)) {
                    statement.execute("ALTER ROLE " + role + " PASSWORD '" + password + "'");
                }
                if (!exists(server, "pg_database", "datname", database)) {
                    statement.execute("CREATE DATABASE " + database + " OWNER " + service + "_owner");
                }
                statement.execute("REVOKE ALL ON DATABASE " + database + " FROM PUBLIC");
                for (String role : loginRoles(server, service)) {
                    statement.execute("GRANT CONNECT ON DATABASE " + database + " TO " + role);
                }
            }
            try (Connection inside = access.superuser(database);
                    Statement statement = inside.createStatement()) {
                statement.execute("ALTER SCHEMA public OWNER TO " + service + "_owner");
                statement.execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC");
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot make the database of " + service + ": " + e.getMessage(), e);
        }
    }

    private static List<String> roleStatements(String service, String password) {
        String script;
        try (InputStream in = ServiceDatabases.class.getResourceAsStream("/paincare/roles.sql")) {
            if (in == null) {
                throw new IllegalStateException("/paincare/roles.sql is not on the class path");
            }
            script = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        String plain = script.replaceAll("(?m)--.*$", "")
                .replace("${service}", service)
                .replace("${password}", password);
        List<String> statements = new ArrayList<>();
        for (String sql : plain.split(";")) {
            if (!sql.isBlank()) {
                statements.add(sql.strip());
            }
        }
        return statements;
    }

    private static boolean exists(Connection connection, String catalog, String column, String name)
            throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("SELECT 1 FROM " + catalog + " WHERE " + column + " = ?")) {
            query.setString(1, name);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static List<String> loginRoles(Connection connection, String service) throws SQLException {
        List<String> roles = new ArrayList<>();
        try (PreparedStatement query =
                connection.prepareStatement("SELECT rolname FROM pg_roles WHERE rolcanlogin AND rolname ^@ ?")) {
            query.setString(1, service + "_");
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    roles.add(rows.getString(1));
                }
            }
        }
        return roles;
    }
}
