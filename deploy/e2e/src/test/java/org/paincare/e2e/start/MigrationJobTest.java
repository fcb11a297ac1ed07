package org.paincare.e2e.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.paincare.e2e.whole.Whole;
import org.paincare.local.Component;
import org.paincare.testing.local.LocalPostgres;
import org.paincare.testing.local.PostgresSettings;

/** A program started as the migration Job of deploy/kubernetes starts it: with the owner's password and no other. */
class MigrationJobTest {

    private static final String OWNERS = "only-the-job-has-it";

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(
            value = Component.class,
            names = {"OUTCOME", "GATEWAY"})
    void theSchemaIsBroughtUpAndTheProgramEnds(Component program) throws Exception {
        String service = program.label();
        Path binaries = Whole.home().resolve("postgres/binaries");
        Whole.running().awaitReady();
        try (LocalPostgres empty =
                LocalPostgres.start(PostgresSettings.forTests(folder.resolve("postgres"), binaries))) {
            empty.createService(service, "of-those-who-serve");
            try (Connection server = empty.access().superuser("postgres");
                    Statement statement = server.createStatement()) {
                statement.execute("ALTER ROLE " + service + "_owner PASSWORD '" + OWNERS + "'");
            }

            try (ServiceAlone job = ServiceAlone.start(
                    folder,
                    program,
                    Map.of(
                            "QUARKUS_INIT_AND_EXIT", "true",
                            "PAINCARE_MIGRATE_AT_START", "true",
                            "PAINCARE_ISSUER", "https://issuer.invalid",
                            "PAINCARE_DB_URL", empty.jdbcUrl(service) + "?options=-c%20lock_timeout=5000",
                            "PAINCARE_DB_PASSWORD", "not-used",
                            "PAINCARE_DB_OWNER_PASSWORD", OWNERS))) {
                assertThat(job.ended()).isZero();
            }

            assertThat(migrations(empty.access().superuser("paincare_" + service)))
                    .isEqualTo(migrations(Whole.running().database(program)));
        }
    }

    private static String migrations(Connection there) throws Exception {
        try (there;
                Statement statement = there.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT string_agg(version, ' ' ORDER BY installed_rank) FROM flyway_schema_history WHERE success")) {
            row.next();
            return row.getString(1);
        }
    }
}
