package org.paincare.e2e.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paincare.e2e.whole.Await;
import org.paincare.e2e.whole.Somebody;
import org.paincare.e2e.whole.Whole;
import org.paincare.local.Component;
import org.paincare.local.export.ClinicExport;
import org.paincare.local.export.ClinicImport;
import org.paincare.local.export.Order;
import org.paincare.local.export.Source;
import org.paincare.platform.sealing.Chain;
import org.paincare.platform.sealing.Sealing;
import org.paincare.testing.local.CannotStart;
import org.paincare.testing.local.DemoClinic;
import org.paincare.testing.local.LocalPostgres;
import org.paincare.testing.local.PostgresSettings;

/** A clinic moves into another installation, of which there are the four databases, empty. */
class ClinicImportTest {

    private static final List<String> DATABASES = List.of("patient", "session", "outcome", "gateway");
    private static final DemoClinic MOVING = DemoClinic.CARTAGENA;
    private static final String OWNERS = "of-the-other-place";
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path folder;

    private static LocalPostgres place;
    private static Path written;

    private final ClinicImport there = new ClinicImport(DATABASES.stream()
            .map(name -> new Source(name, place.jdbcUrl(name), OWNERS))
            .toList());

    @BeforeAll
    static void anExportAndAnEmptyPlace() throws Exception {
        Whole whole = Whole.running();
        whole.awaitReady();
        whole.people()
                .of("coordinator", MOVING)
                .with("Idempotency-Key", UUID.randomUUID().toString())
                .post("/v1/patients", Somebody.named("Mudada"))
                .expect(201);
        place = LocalPostgres.start(PostgresSettings.forTests(
                folder.resolve("place"), Whole.home().resolve("postgres").resolve("binaries")));
        for (String name : DATABASES) {
            place.createService(name, OWNERS);
            Path migrations = Path.of("../..", name.equals("gateway") ? name : name + "-service");
            Path platform = name.equals("gateway")
                    ? migrations.resolve("target/classes")
                    : Path.of("../../platform/runtime/src/main/resources");
            Flyway.configure()
                    .dataSource(place.jdbcUrl(name), name + "_owner", OWNERS)
                    .locations(
                            "filesystem:" + platform.resolve("db/platform"),
                            "filesystem:" + migrations.resolve("src/main/resources/db/migration"))
                    .placeholders(Map.of("service", name))
                    .load()
                    .migrate();
        }
        written = quietly(whole, "moves");
    }

    @AfterAll
    static void over() {
        if (place != null) {
            place.close();
        }
    }

    /** Exported while nothing of the clinic is on its way from one service to another. */
    private static Path quietly(Whole whole, String name) throws Exception {
        for (Component component : List.of(Component.PATIENT, Component.SESSION, Component.OUTCOME)) {
            try (Connection database = whole.database(component)) {
                Await.until("an empty outbox", Whole.PATIENCE, () -> waiting(database) == 0);
            }
        }
        Path to = folder.resolve(name);
        new ClinicExport(
                        DATABASES.stream()
                                .map(each -> new Source(
                                        each,
                                        "jdbc:postgresql://localhost:"
                                                + whole.system().port(Component.POSTGRES) + "/paincare_" + each,
                                        secret(each)))
                                .toList(),
                        InstantSource.system())
                .write(new Order(MOVING.id(), Order.Basis.CLINIC_MOVES, "Contrato " + name, "Dirección médica"), to);
        return to;
    }

    private static long waiting(Connection database) {
        try {
            return number(database, "SELECT count(*) FROM outbox WHERE clinic_id = '" + MOVING.id() + "'");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String secret(String database) {
        try {
            return Files.readString(Whole.home().resolve("secrets").resolve(database + "-database"))
                    .strip();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long number(Connection database, String query) throws SQLException {
        try (var statement = database.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** In one test, since each step stands on what is there after the one before. */
    @Test
    void aClinicThatMovesIsTakenInWholeOrNotAtAllAndOnce() throws Exception {
        aDamagedOneIsRefused();
        oneOfAnotherReleaseIsRefused();
        isEmpty();

        assertThat(there.read(written)).containsExactlyInAnyOrderElementsOf(DATABASES);
        everythingIsThere();
        whatIsWrittenNowComesAfterIt();
        assertThat(there.read(written)).as("once more").isEmpty();

        Path again = quietly(Whole.running(), "again");
        assertThatThrownBy(() -> there.read(again))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("with other data than this export");
    }

    private void aDamagedOneIsRefused() throws Exception {
        Path patients = written.resolve("patient/patient.ndjson");
        String rows = Files.readString(patients);
        for (String wrong : List.of(
                rows.replace("Mudada", "Mudado"),
                rows.substring(0, rows.lastIndexOf('\n', rows.length() - 2) + 1),
                rows.replace(MOVING.id().toString(), DemoClinic.BOGOTA.id().toString()),
                "no json\n")) {
            Files.writeString(patients, wrong);
            assertThatThrownBy(() -> there.read(written))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("The export is damaged")
                    .hasMessageNotContaining("Mudad");
        }
        Files.writeString(patients, rows);
        Files.writeString(written.resolve("session/unknown.ndjson"), "{}\n");
        assertThatThrownBy(() -> there.read(written)).hasMessageContaining("does not name");
        Files.delete(written.resolve("session/unknown.ndjson"));
        assertThatThrownBy(() -> there.read(folder)).hasMessageContaining("There is no export");
    }

    private void oneOfAnotherReleaseIsRefused() throws Exception {
        Path manifest = written.resolve("manifest.json");
        String said = Files.readString(manifest);
        Files.writeString(manifest, said.replaceFirst("\"20261123.01\",?", ""));
        assertThatThrownBy(() -> there.read(written)).hasMessageContaining("the same release");
        Files.writeString(manifest, said.replace("CLINIC_MOVES", "CLINIC_COPY"));
        assertThatThrownBy(() -> there.read(written)).hasMessageContaining("Only a clinic that moves");
        Files.writeString(manifest, said);
    }

    private void isEmpty() throws Exception {
        for (String name : DATABASES) {
            try (Connection database = place.access().superuser("paincare_" + name)) {
                assertThat(number(database, "SELECT count(*) FROM audit_entry"))
                        .as(name)
                        .isZero();
            }
        }
    }

    private void everythingIsThere() throws Exception {
        JsonNode manifest = JSON.readTree(written.resolve("manifest.json").toFile());
        for (String name : DATABASES) {
            try (Connection database = place.access().superuser("paincare_" + name)) {
                for (var table : manifest.at("/databases/" + name + "/tables").properties()) {
                    long more = table.getKey().equals("audit_entry") ? 1 : 0;
                    assertThat(number(database, "SELECT count(*) FROM " + table.getKey()))
                            .as(name + " " + table.getKey())
                            .isEqualTo(table.getValue().path("rows").asLong() + more);
                }
                assertThat(number(database, "SELECT count(*) FROM pg_trigger WHERE tgenabled = 'D'"))
                        .as(name + ": triggers left out")
                        .isZero();
            }
        }
    }

    private void whatIsWrittenNowComesAfterIt() throws Exception {
        for (String name : DATABASES) {
            try (Connection sealer = place.access().connect("paincare_" + name, name + "_sealer", OWNERS);
                    Connection owner = place.access().connect("paincare_" + name, name + "_owner", OWNERS)) {
                assertThat(Sealing.batch(sealer))
                        .as("the arrival itself is sealed")
                        .isPositive();
                owner.setAutoCommit(false);
                owner.createStatement().execute("SET LOCAL app.clinic = '" + MOVING.id() + "'");
                Chain chain = Chain.verified(owner);
                assertThat(chain.holds()).as(name).isTrue();
                assertThat(chain.unsealed()).as(name).isZero();
            }
        }
        try (Connection session = place.access().superuser("paincare_session")) {
            assertThat(number(session, "SELECT nextval(pg_get_serial_sequence('ledger_entry', 'number'))"))
                    .isGreaterThan(number(session, "SELECT coalesce(max(number), 0) FROM ledger_entry"));
            assertThat(number(session, "SELECT nextval(pg_get_serial_sequence('outbox', 'id'))"))
                    .isGreaterThan(number(session, "SELECT coalesce(max(id), 0) FROM event_log"));
        }
    }
}
