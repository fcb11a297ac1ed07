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
            for (Component component : Component.values()) {
                assertThat(system.isReady(component)).as(component.label()).isTrue();
            }
            assertThatThrownBy(() -> PaincareSystem.start(settings, QUIET))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("Already running on");
            assertEnvironment(system);

            for (Component component : List.of(Component.POSTGRES, Component.ISSUER, Component.PATIENT)) {
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
            for (Component component : Component.values()) {
                ProcessHandle.of(system.pid(component)).ifPresent(all::add);
            }
            assertThat(all).hasSize(Component.values().length);
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
        assertThat(Files.readString(system.log(Component.GATEWAY))).doesNotContain("PAINCARE_DB_PASSWORD");
        try (var secrets = Files.list(system.home().folder().resolve("secrets"))) {
            assertThat(secrets)
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
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
        Component.ours().forEach(component -> jars.put(component, stub));
        return SystemSettings.of(folder.resolve("home"), folder).standingApart().withJars(jars);
    }
}
