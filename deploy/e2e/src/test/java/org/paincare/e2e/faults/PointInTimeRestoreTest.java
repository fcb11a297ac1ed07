package org.paincare.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paincare.e2e.check.Verdict;
import org.paincare.e2e.history.History;
import org.paincare.e2e.start.ServiceAlone;
import org.paincare.e2e.whole.Await;
import org.paincare.e2e.whole.Somebody;
import org.paincare.e2e.whole.Whole;
import org.paincare.local.Component;
import org.paincare.local.demo.People;
import org.paincare.testing.local.DemoClinic;
import org.paincare.testing.local.DemoUsers;
import org.paincare.testing.local.LocalPostgres;

/** R27: the databases are restored into an empty place as they were at a time between two writes. */
class PointInTimeRestoreTest {

    private final Whole whole = Whole.running();

    @TempDir
    Path folder;

    @Test
    void whatWasWrittenBeforeIsThereNothingLaterAndItsGuardsHold() throws Exception {
        whole.awaitReady();
        try (History history = new History("R27", 0)) {
            Verdict.mustHold(whole, history, Whole.PATIENCE);
        }
        Path server = Whole.home().resolve("postgres");
        String before = register("Antes de la copia");
        Backup backup;
        String time;
        try (Connection superuser = whole.database(Component.PATIENT)) {
            backup = Backup.take(server, folder.resolve("restored"), superuser);
            String between = register("Entre la copia y la hora");
            time = one(superuser, "SELECT clock_timestamp()::text");
            String after = register("Despues de la hora");
            backup.archive(superuser);

            try (LocalPostgres restored = backup.restoredTo(time, server.resolve("binaries"))) {
                try (Connection there = restored.access().superuser("paincare_patient")) {
                    Await.until(
                            "the end of recovery",
                            Whole.PATIENCE,
                            () -> "f".equals(one(there, "SELECT pg_is_in_recovery()")));
                    assertThat(registered(there, before, between, after)).containsExactly(before, between);
                    assertThat(one(there, unguardedTables()))
                            .as("tables of clinics without forced row security")
                            .isEqualTo("0");
                }
                theServiceWorksOn(restored, before);
            }
        }
    }

    private String register(String name) {
        return whole.people()
                .of("coordinator")
                .post("/v1/patients", Somebody.named(name))
                .expect(201)
                .id()
                .toString();
    }

    private static List<String> registered(Connection there, String... patients) throws SQLException {
        List<String> found = new ArrayList<>();
        for (String patient : patients) {
            if ("1".equals(one(there, "SELECT count(*) FROM patient WHERE id = '" + patient + "'"))) {
                found.add(patient);
            }
        }
        return found;
    }

    private static String unguardedTables() {
        return "SELECT count(*) FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'clinic_id'"
                + " WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace"
                + " AND NOT (c.relrowsecurity AND c.relforcerowsecurity)";
    }

    /** A patient-service of the same settings on the restored database reads, writes, and verifies the audit. */
    private void theServiceWorksOn(LocalPostgres restored, String patient) throws Exception {
        try (ServiceAlone service = ServiceAlone.like(whole, folder, Component.PATIENT, restored.jdbcUrl("patient"))) {
            service.listening();
            People people = service.people(whole, Component.PATIENT);
            people.of("coordinator").get("/v1/patients/" + patient).expect(200);
            people.of("coordinator")
                    .post("/v1/patients", Somebody.named("Despues de restaurar"))
                    .expect(201);
            people.as(DemoUsers.named("coordinator@" + DemoClinic.CARTAGENA.slug()))
                    .get("/v1/patients/" + patient)
                    .expect(404);
            assertThat(people.of("auditor")
                            .get("/v1/audit/verification")
                            .expect(200)
                            .json()
                            .findValues("verified"))
                    .isNotEmpty()
                    .allMatch(JsonNode::asBoolean);
        }
    }

    private static String one(Connection connection, String query) {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }
}
