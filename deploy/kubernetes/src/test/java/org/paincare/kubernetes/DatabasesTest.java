package org.paincare.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.paincare.testing.local.LocalPostgres;
import org.paincare.testing.local.PostgresSettings;

/** The databases that the operator makes are those the services are tested on. */
class DatabasesTest {

    private static final String OVERLAYS = "org.paincare.kubernetes.Rendering#overlays";

    /** Of one database: its roles with their rights, settings, memberships; who may connect; who owns what is public. */
    private static final String FACTS = """
            SELECT 'role', rolname, concat(rolsuper, rolinherit, rolcreaterole, rolcreatedb, rolcanlogin, rolreplication,
                   rolbypassrls, rolconnlimit), rolconfig::text FROM pg_roles WHERE rolname ^@ '%1$s_'
            UNION ALL SELECT 'member', roleid::regrole::text, member::regrole::text, concat(inherit_option, set_option)
              FROM pg_auth_members WHERE member::regrole::text ^@ '%1$s_'
            UNION ALL SELECT 'may connect', r.rolname, (d.datname = 'postgres')::text, NULL FROM pg_roles r, pg_database d
              WHERE r.rolname ^@ '%1$s_' AND d.datname IN ('postgres', 'paincare_%1$s')
                AND has_database_privilege(r.rolname, d.datname, 'CONNECT')
            UNION ALL SELECT 'may create', r.rolname, 'schema', NULL FROM pg_roles r
              WHERE r.rolname ^@ '%1$s_' AND has_schema_privilege(r.rolname, 'public', 'CREATE')
            UNION ALL SELECT 'owns', pg_get_userbyid(datdba), 'database', NULL FROM pg_database WHERE datname = 'paincare_%1$s'
            UNION ALL SELECT 'owns', nspowner::regrole::text, 'schema', NULL FROM pg_namespace WHERE nspname = 'public'
            """;

    @TempDir
    Path folder;

    @Test
    void theOperatorsRolesAreThoseOfRolesSql() throws Exception {
        Resource cluster = Rendering.of("overlays/prod").the("Cluster", "patient-db");
        JsonNode initdb = cluster.at("/spec/bootstrap/initdb");
        try (LocalPostgres postgres = LocalPostgres.start(PostgresSettings.forTests(
                folder.resolve("data"), Path.of("target/postgres").toAbsolutePath()))) {
            postgres.createService("patient", "as-the-launcher");
            try (Connection server = postgres.access().superuser("postgres");
                    Statement statement = server.createStatement()) {
                // What CloudNativePG does before its postInitApplicationSQL.
                statement.execute(
                        "CREATE ROLE cnpg_owner LOGIN PASSWORD 'as-the-operator' NOSUPERUSER NOCREATEDB NOCREATEROLE");
                statement.execute("CREATE DATABASE paincare_cnpg OWNER cnpg_owner");
            }
            try (Connection inside = postgres.access().superuser("paincare_cnpg");
                    Statement statement = inside.createStatement()) {
                for (JsonNode sql : initdb.path("postInitApplicationSQL")) {
                    statement.execute(sql.asText().replace("patient", "cnpg"));
                }
            }

            Set<String> operators = facts(postgres, "cnpg");
            assertThat(operators).hasSizeGreaterThan(15);
            assertThat(operators).isEqualTo(facts(postgres, "patient"));
        }
    }

    private static Set<String> facts(LocalPostgres postgres, String service) throws SQLException {
        Set<String> facts = new TreeSet<>();
        try (Connection inside = postgres.access().superuser("paincare_" + service);
                Statement statement = inside.createStatement();
                ResultSet rows = statement.executeQuery(FACTS.formatted(service))) {
            while (rows.next()) {
                facts.add((rows.getString(1) + " " + rows.getString(2) + " " + rows.getString(3) + " "
                                + rows.getString(4))
                        .replace(service + "_", ""));
            }
        }
        return facts;
    }

    @ParameterizedTest
    @MethodSource(OVERLAYS)
    void everybodyHasTheirOwnDatabaseAndEveryRoleThatIsUsedItsPassword(String overlay) {
        Rendering all = Rendering.of(overlay);
        String patients = all.the("Cluster", "patient-db").at("/spec/bootstrap").toString();
        for (String service : Programs.KEEPERS) {
            Resource cluster = all.the("Cluster", service + "-db");
            JsonNode initdb = cluster.at("/spec/bootstrap/initdb");

            assertThat(initdb.toString())
                    .isEqualTo(patients.replace("patient", service).replaceAll("^\\{\"initdb\":|}$", ""));
            for (String program :
                    new String[] {"Deployment " + Programs.of(service), "Job " + service + "-migration"}) {
                var environment = ProgramsTest.environment(all.the(program.split(" ")[0], program.split(" ")[1]));
                assertThat(environment.get("PAINCARE_DB_URL").path("value").asText())
                        .startsWith("jdbc:postgresql://" + cluster.name() + "-rw:5432/"
                                + initdb.path("database").asText() + "?")
                        .contains("sslmode=verify-full");
                environment.forEach((name, variable) -> {
                    if (name.matches("PAINCARE_DB_.+_PASSWORD")) {
                        String role = name.replaceAll("PAINCARE_DB_(.+)_PASSWORD", "$1")
                                .toLowerCase();
                        assertThat(variable.at("/valueFrom/secretKeyRef/name").asText())
                                .isEqualTo(service + "-role-" + role);
                    }
                });
            }
            for (JsonNode role : cluster.at("/spec/managed/roles")) {
                assertThat(role.at("/passwordSecret/name").asText())
                        .isEqualTo(role.path("name").asText().replace("_", "-role-"));
            }
            assertThat(cluster.all("/spec/managed/roles")
                            .map(each -> each.path("name").asText().replace(service + "_", "")))
                    .containsExactlyInAnyOrderElementsOf(
                            ProgramsTest.roles(all.the("Deployment", Programs.of(service))));
            assertThat(cluster.at("/spec/enableSuperuserAccess").asBoolean(true))
                    .isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource(OVERLAYS)
    void aDatabaseHasRoomForEveryReplicasConnections(String overlay) {
        Rendering all = Rendering.of(overlay);
        for (String service : Programs.KEEPERS) {
            int replicas = all.all("HorizontalPodAutoscaler", "ScaledObject")
                    .filter(each -> each.name().equals(Programs.of(service)))
                    .mapToInt(each -> Math.max(
                            each.at("/spec/maxReplicas").asInt(),
                            each.at("/spec/maxReplicaCount").asInt()))
                    .sum();
            // One more while they are replaced; the migration, three for superusers, some for the operator.
            int needed = (replicas + 1) * Programs.connections(service) + 2 + 3 + 10;
            assertThat(all.the("Cluster", service + "-db")
                            .at("/spec/postgresql/parameters/max_connections")
                            .asInt())
                    .as("%s of %s", service, overlay)
                    .isGreaterThanOrEqualTo(needed);
        }
    }

    @Test
    void everyDatabaseIsBackedUpEveryNightAndKept() {
        for (String overlay : new String[] {"overlays/prod", "overlays/staging"}) {
            Rendering all = Rendering.of(overlay);
            for (Resource cluster : all.all("Cluster").toList()) {
                JsonNode archiver = cluster.at("/spec/plugins/0");
                assertThat(archiver.path("isWALArchiver").asBoolean())
                        .as("%s", cluster)
                        .isTrue();
                assertThat(all.has(
                                "ObjectStore",
                                archiver.at("/parameters/barmanObjectName").asText()))
                        .as("%s", cluster)
                        .isTrue();
                Resource backup = all.the("ScheduledBackup", cluster.name());
                assertThat(backup.at("/spec/cluster/name").asText()).isEqualTo(cluster.name());
                assertThat(backup.at("/spec/method").asText()).isEqualTo("plugin");
                assertThat(backup.at("/spec/schedule").asText()).matches("0 \\d+ \\d+ \\* \\* \\*");
            }
        }
    }
}
