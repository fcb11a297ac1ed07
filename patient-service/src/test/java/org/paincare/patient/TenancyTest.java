package org.paincare.patient;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paincare.testing.PaincareTestResource;
import org.paincare.testing.TestServers;
import org.paincare.testing.Tokens;
import org.paincare.testing.rules.RowSecurity;

/** Nothing crosses a clinic's border: asked of the catalogue, of the database itself and of the API. */
@QuarkusTest
@QuarkusTestResource(
        value = PaincareTestResource.class,
        initArgs = {@ResourceArg(name = "service", value = "patient"), @ResourceArg(name = "kafka", value = "true")})
class TenancyTest {

    private static final String DATABASE = "paincare_patient";

    @BeforeEach
    void theClinicsAreOpen() {
        Bogota.open();
    }

    @Test
    void everyTableOfTheCatalogueIsGuarded() throws SQLException {
        try (var database = TestServers.shared().postgres().superuser(DATABASE)) {
            assertThat(RowSecurity.breaches(database, "patient")).isEmpty();
        }
    }

    @Test
    void theCatalogueCheckNoticesATableThatIsNot() throws SQLException {
        try (var database = TestServers.shared().postgres().superuser(DATABASE)) {
            database.setAutoCommit(false);
            try (var mutate = database.createStatement()) {
                mutate.execute("CREATE TABLE open_door (id uuid PRIMARY KEY)");
                mutate.execute("ALTER TABLE patient NO FORCE ROW LEVEL SECURITY");
                mutate.execute("GRANT DELETE ON patient TO patient_app");
                mutate.execute("ALTER FUNCTION patient_by_name(text, int) OWNER TO patient_owner");
            }

            assertThat(RowSecurity.breaches(database, "patient"))
                    .anyMatch(breach -> breach.contains("open_door"))
                    .contains(
                            "table without forced row security: patient",
                            "the app role may delete from patient",
                            "function that runs as another role unguarded: patient_by_name");
            database.rollback();
        }
    }

    @Test
    void withoutAClinicSetTheAppRoleSeesAndWritesNothing() throws SQLException {
        Bogota.patient();

        try (var app = asApp();
                var statement = app.createStatement()) {
            for (var table : List.of("patient", "patient_name", "clinic", "staff_member", "audit_entry")) {
                var count = statement.executeQuery("SELECT count(*) FROM " + table);
                count.next();
                assertThat(count.getLong(1)).as(table).isZero();
            }
            var found = statement.executeQuery("SELECT * FROM patient_by_name('rosalia', 10)");
            assertThat(found.next()).isFalse();
        }
    }

    @Test
    void underOneClinicTheOthersRowsAreNeitherSeenNorWritable() throws SQLException {
        var patient = Bogota.patient();
        var cartagena = Tokens.identity("nurse", "cartagena").clinicId();

        try (var app = asApp();
                var statement = app.createStatement()) {
            app.setAutoCommit(false);
            statement.execute("SELECT set_config('app.clinic', '" + cartagena + "', true)");
            assertThat(statement
                            .executeQuery("SELECT 1 FROM patient WHERE id = '" + patient + "'")
                            .next())
                    .isFalse();
            assertThat(statement.executeUpdate("UPDATE patient SET phone = '+5700000000' WHERE id = '" + patient + "'"))
                    .isZero();
            app.rollback();
        }
    }

    @Test
    void anotherClinicsPatientIsAnsweredLikeOneThatDoesNotExist() {
        var patient = Bogota.patient();
        var nobody = "0197a000-0000-7000-8000-0000000000ff";
        var reader = Bogota.inCartagena("medical-director");
        for (var path : List.of("/v1/patients/%s", "/v1/patients/%s/access-log")) {
            var theirs = reader.get(path.formatted(patient)).refused(404, "NOT_FOUND");
            var none = reader.get(path.formatted(nobody)).refused(404, "NOT_FOUND");
            assertThat(withoutTrace(theirs.response().body(), patient.toString()))
                    .isEqualTo(withoutTrace(none.response().body(), nobody));
        }
        var stranger = Bogota.inCartagena("prescriber");
        stranger.with("If-Match", "\"v0\"")
                .put("/v1/patients/" + patient, Bogota.somebody())
                .refused(404, "NOT_FOUND");
        stranger.get("/v1/clinics/" + Tokens.identity("nurse", "bogota").clinicId())
                .refused(404, "NOT_FOUND");
        stranger.get("/v1/clinics/" + Tokens.identity("nurse", "bogota").clinicId() + "/staff")
                .refused(404, "NOT_FOUND");
    }

    @Test
    void aCursorOfOnePersonIsWorthlessToAnother() {
        var clinic = Tokens.identity("nurse", "bogota").clinicId();
        for (int i = 0; i < 3; i++) {
            Bogota.as("clinic-admin")
                    .put(
                            "/v1/clinics/" + clinic + "/staff/" + org.paincare.platform.Ids.next(),
                            Map.of(
                                    "subject",
                                    org.paincare.platform.Ids.next(),
                                    "displayName",
                                    "Somebody",
                                    "roles",
                                    List.of("nurse"),
                                    "active",
                                    true))
                    .expect(201);
        }
        var page = Bogota.as("nurse")
                .get("/v1/clinics/" + clinic + "/staff?limit=1")
                .expect(200);
        var next = "/v1/clinics/" + clinic + "/staff?limit=1&cursor="
                + page.json().get("next").asText();

        Bogota.as("nurse").get(next).expect(200);
        Bogota.as("prescriber").get(next).refused(400, "INVALID_CURSOR");
        Bogota.as("nurse").get(next.replace("cursor=", "cursor=A")).refused(400, "INVALID_CURSOR");
    }

    private static String withoutTrace(String body, String id) {
        return body.replaceAll("\"traceId\":\"[0-9a-f]+\"", "").replace(id, "ID");
    }

    private static java.sql.Connection asApp() throws SQLException {
        return TestServers.shared()
                .postgres()
                .connect(DATABASE, "patient_app", TestServers.shared().password());
    }
}
