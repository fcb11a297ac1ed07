package org.paincare.testing.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalPostgresTest {

    private static final String PASSWORD = "a-password-of-patient";

    @TempDir
    Path home;

    @Test
    void commitsWaitForTheDiskAndOnlyTheLoopbackAddressListens() throws Exception {
        try (LocalPostgres postgres = LocalPostgres.start(durable())) {
            assertThat(show(postgres, "fsync")).isEqualTo("on");
            assertThat(show(postgres, "synchronous_commit")).isEqualTo("on");
            assertThat(show(postgres, "full_page_writes")).isEqualTo("on");
            assertThat(show(postgres, "listen_addresses")).isEqualTo("localhost");
            assertThat(show(postgres, "unix_socket_directories")).isEmpty();
            assertThat(show(postgres, "server_version_num")).startsWith("18");
            assertThat(postgres.process().info().commandLine().orElseThrow()).contains("bin/postgres");
        }
    }

    @Test
    void aKilledServerStartsAgainWithAllItAcknowledged() throws Exception {
        PostgresSettings settings = durable().withPort(Ports.free());
        LocalPostgres killed = LocalPostgres.start(settings);
        try (Connection connection = killed.access().superuser("postgres")) {
            execute(connection, "CREATE TABLE kept(n int)");
            execute(connection, "INSERT INTO kept SELECT generate_series(1, 1000)");
            killed.process().destroyForcibly();
            Processes.endsWithin(killed.process(), Duration.ofSeconds(5));
        }

        try (LocalPostgres again = LocalPostgres.start(settings);
                Connection connection = again.access().superuser("postgres")) {
            assertThat(query(connection, "SELECT count(*) FROM kept")).isEqualTo("1000");
            assertThat(again.pid()).isNotEqualTo(killed.pid());
        }
    }

    @Test
    void aServerLeftByAKilledLauncherIsStoppedBeforeTheNextOneStarts() throws Exception {
        LocalPostgres orphan = LocalPostgres.start(durable());

        try (LocalPostgres next = LocalPostgres.start(durable())) {
            assertThat(orphan.isAlive()).isFalse();
            assertThat(show(next, "fsync")).isEqualTo("on");
        }
    }

    @Test
    void aLockFileThatNamesSomebodyElsesProcessIsForgottenAndTheProcessLeftAlone() throws Exception {
        LocalPostgres.start(durable()).stop();
        Process stranger = new ProcessBuilder("sleep", "60").start();
        try {
            Path data = home.resolve("data").toRealPath();
            Files.writeString(data.resolve("postmaster.pid"), stranger.pid() + "\n" + data + "\n1\n1\n\n\n\n\n");

            try (LocalPostgres postgres = LocalPostgres.start(durable())) {
                assertThat(show(postgres, "fsync")).isEqualTo("on");
            }
            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.destroyForcibly();
        }
    }

    @Test
    void aDamagedUnpackedDistributionIsHealed() throws Exception {
        Path binaries = home.resolve("own-binaries");
        Path unpacked = PostgresBinaries.unpackedUnder(binaries);
        Files.writeString(unpacked.resolve("bin/postgres"), "half a file");
        Files.createDirectories(binaries.resolve("unpacking-123/bin"));

        try (LocalPostgres postgres = LocalPostgres.start(durable().withBinaries(binaries))) {
            assertThat(show(postgres, "fsync")).isEqualTo("on");
        }
        assertThat(binaries.resolve("unpacking-123")).doesNotExist();
    }

    @Test
    void anInterruptedFirstStartLeavesNothingInTheWay() throws Exception {
        Files.createDirectories(home.resolve("data.new/base"));
        Files.writeString(home.resolve("data.new/PG_VERSION"), "18\n");

        try (LocalPostgres postgres = LocalPostgres.start(durable())) {
            assertThat(show(postgres, "fsync")).isEqualTo("on");
        }
    }

    @Test
    void aTakenPortIsOneClearLine() throws IOException {
        try (ServerSocket taken = new ServerSocket(0)) {
            assertThatThrownBy(() -> LocalPostgres.start(durable().withPort(taken.getLocalPort())))
                    .isInstanceOf(CannotStart.class)
                    .hasMessage("Port " + taken.getLocalPort() + " for PostgreSQL is taken by another program.");
        }
    }

    @Test
    void aServicesRolesReachTheirOwnDatabaseByPasswordAndNoOther() throws Exception {
        try (LocalPostgres postgres = LocalPostgres.start(durable())) {
            postgres.createService("patient", PASSWORD);
            postgres.createService("session", "a-password-of-session");
            postgres.createService("patient", PASSWORD);

            assertThat(postgres.jdbcUrl("patient"))
                    .isEqualTo("jdbc:postgresql://localhost:" + postgres.port() + "/paincare_patient");
            for (String role : new String[] {"owner", "app", "relay", "due", "audit", "sealer", "ops"}) {
                try (Connection own = connect(postgres, "patient", "patient_" + role, PASSWORD)) {
                    assertThat(query(own, "SELECT current_user")).isEqualTo("patient_" + role);
                    assertThat(query(own, "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"))
                            .isEqualTo("f");
                }
            }
            assertThatThrownBy(() -> connect(postgres, "session", "patient_app", PASSWORD))
                    .hasMessageContaining("permission denied for database");
            assertThatThrownBy(() -> connect(postgres, "patient", "patient_app", "not-the-password"))
                    .hasMessageContaining("password authentication failed");
            assertThatThrownBy(() -> connect(postgres, "patient", "patient_search", PASSWORD))
                    .hasMessageContaining("password authentication failed");
            try (Connection owner = connect(postgres, "patient", "patient_owner", PASSWORD)) {
                execute(owner, "CREATE EXTENSION btree_gist");
                execute(owner, "CREATE TABLE of_owner(id int)");
            }
            try (Connection app = connect(postgres, "patient", "patient_app", PASSWORD)) {
                assertThatThrownBy(() -> execute(app, "CREATE TABLE mine(id int)"))
                        .hasMessageContaining("permission denied for schema public");
                assertThat(query(app, "SHOW statement_timeout")).isEqualTo("30s");
            }
            assertThat(Files.readString(home.resolve("postgres.log"))).doesNotContain(PASSWORD);
        }
    }

    private PostgresSettings durable() {
        return PostgresSettings.durable(home).withBinaries(TestFolders.binaries());
    }

    private static Connection connect(LocalPostgres postgres, String service, String user, String password)
            throws SQLException {
        return postgres.access().connect("paincare_" + service, user, password);
    }

    private static String show(LocalPostgres postgres, String setting) throws SQLException {
        try (Connection connection = postgres.access().superuser("postgres")) {
            return query(connection, "SHOW " + setting);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
