package org.paincare.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paincare.testing.local.CannotStart;

/** The whole system with real PostgreSQL, Kafka and issuer; small programs stand for ours. */
class PaincareSystemTest {

    private static final Consumer<String> QUIET = line -> {};

    @TempDir
    Path folder;

    @Test
    void everythingStartsComesBackAfterACrashAndStops() throws Exception {
        SystemSettings settings = settings();
        List<ProcessHandle> all = new ArrayList<>();
        try (PaincareSystem system = PaincareSystem.start(settings, QUIET)) {
            for (Component component : system.atStart()) {
                assertThat(system.isReady(component)).as(component.label()).isTrue();
            }
            assertThatThrownBy(() -> PaincareSystem.start(settings, QUIET))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("Already running on");
            assertEnvironment(system);

            for (Component component :
                    List.of(Component.POSTGRES, Component.ISSUER, Component.PATIENT, Component.SESSION_2)) {
                long before = system.pid(component);
                system.kill(component);
                awaitAnother(system, component, before);
            }
            system.keepDown(Component.KAFKA);
            assertThat(system.isReady(Component.KAFKA)).isFalse();
            system.bringUp(Component.KAFKA);
            system.awaitReady(Component.KAFKA, Duration.ofSeconds(30));

            system.freeze(Component.GATEWAY);
            assertThat(system.isReady(Component.GATEWAY)).isFalse();
            system.thaw(Component.GATEWAY);
            system.awaitReady(Component.GATEWAY, Duration.ofSeconds(5));

            assertThat(Files.readString(folder.resolve("home/state.json"))).contains("\"GATEWAY\"");
            assertReplicas(system);
            system.bringUp(Component.SESSION_3);
            system.awaitReady(Component.SESSION_3, Duration.ofSeconds(20));
            for (Component component : system.ports().keySet()) {
                ProcessHandle.of(system.pid(component)).ifPresent(all::add);
            }
            assertThat(all).hasSize(9);
        }
        assertThat(all).noneMatch(ProcessHandle::isAlive);
    }

    @Test
    void aProgramThatCannotStartIsOneLineWithItsLastWords() throws Exception {
        Path broken = folder.resolve("broken.jar");
        Files.writeString(broken, "no jar");
        SystemSettings settings = settings();
        Map<Component, Path> jars = new EnumMap<>(settings.jars());
        jars.put(Component.SESSION, broken);

        assertThatThrownBy(() -> PaincareSystem.start(settings.withJars(jars), QUIET))
                .isInstanceOf(CannotStart.class)
                .hasMessageStartingWith("session does not start: Error: Invalid or corrupt jarfile")
                .hasMessageContaining("session.log");
    }

    @Test
    void missingJarsAndATakenPortAreOneLine() throws Exception {
        SystemSettings unbuilt = settings().withJars(Map.of());
        assertThatThrownBy(() -> PaincareSystem.start(unbuilt, QUIET))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("is not built")
                .hasMessageEndingWith("run ./deploy/dev build.");

        try (var taken = new java.net.ServerSocket(0)) {
            assertThatThrownBy(() -> PaincareSystem.start(settings().withGatewayPort(taken.getLocalPort()), QUIET))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("is taken by another program");
        }
        assertThat(Home.at(folder.resolve("home")).isRunning()).isFalse();
    }

    private static void assertEnvironment(PaincareSystem system) throws Exception {
        String patient = Files.readString(system.log(Component.PATIENT));
        assertThat(patient)
                .contains("QUARKUS_PROFILE=local", "PAINCARE_DEMO=true", "PAINCARE_CLIENT_ID=patient-service")
                .contains("PAINCARE_ISSUER=" + system.url(Component.ISSUER), "PAINCARE_KAFKA=" + system.kafka())
                .contains("PAINCARE_DB_URL=jdbc:postgresql://localhost:" + system.port(Component.POSTGRES)
                        + "/paincare_patient");
        String password = patient.lines()
                .filter(line -> line.startsWith("PAINCARE_DB_PASSWORD="))
                .map(line -> line.substring("PAINCARE_DB_PASSWORD=".length()))
                .findFirst()
                .orElseThrow();
        try (Connection app = system.postgres().connect("paincare_patient", "patient_app", password)) {
            assertThat(app.isValid(1)).isTrue();
        }
        assertThat(Files.readString(system.log(Component.GATEWAY)))
                .contains("/paincare_gateway\n", "PAINCARE_GATEWAY_CLIENTS_SEED=demo-partner@")
                .doesNotContain(password, "PAINCARE_DATA_KEY");
        try (var secrets = Files.list(system.home().folder().resolve("secrets"))) {
            assertThat(secrets)
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }

    /** Each replica knows the others, the gateway all of them, the other services the first. */
    private static void assertReplicas(PaincareSystem system) throws Exception {
        String first = system.url(Component.SESSION);
        String second = system.url(Component.SESSION_2);
        String third = system.url(Component.SESSION_3);
        assertThat(Files.readString(system.log(Component.GATEWAY)))
                .contains("PAINCARE_SESSION_URL=" + first + "," + second + "," + third + "\n");
        assertThat(Files.readString(system.log(Component.OUTCOME)))
                .contains("PAINCARE_SESSION_URL=" + first + "\n")
                .doesNotContain("PAINCARE_LIVE_PEERS");
        assertThat(Files.readString(system.log(Component.SESSION)))
                .contains("PAINCARE_LIVE_PEERS=" + second + "," + third + "\n");
        assertThat(system.log(Component.SESSION_2)).hasFileName("session-2.log");
        assertThat(Files.readString(system.log(Component.SESSION_2)))
                .contains(
                        "PAINCARE_LIVE_PEERS=" + first + "," + third + "\n",
                        "/paincare_session\n",
                        "PAINCARE_CLIENT_ID=session-service\n");
        assertThat(system.isReady(Component.SESSION_3)).isFalse();
        assertThat(system.addresses().services())
                .containsExactly(Component.PATIENT, Component.SESSION, Component.SESSION_2, Component.OUTCOME);
    }

    private static void awaitAnother(PaincareSystem system, Component component, long before) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (system.pid(component) == before || !system.isReady(component)) {
            assertThat(System.nanoTime()).as(component + " came back").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private SystemSettings settings() throws IOException {
        Path stub = StubProgram.jarIn(folder);
        Map<Component, Path> jars = new EnumMap<>(Component.class);
        for (Component component :
                List.of(Component.PATIENT, Component.SESSION, Component.OUTCOME, Component.GATEWAY)) {
            jars.put(component, stub);
        }
        return SystemSettings.of(folder.resolve("home"), folder)
                .withSessions(3, 2)
                .standingApart()
                .withJars(jars);
    }
}
