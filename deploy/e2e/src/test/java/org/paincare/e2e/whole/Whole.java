package org.paincare.e2e.whole;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.paincare.local.Component;
import org.paincare.local.PaincareSystem;
import org.paincare.local.SystemSettings;
import org.paincare.local.demo.DemoClinics;
import org.paincare.local.demo.People;
import org.paincare.testing.local.DemoClinic;

/**
 * The whole system, launched once per JVM from the built jars on an empty data folder, with the two demo clinics open.
 * It stops with the JVM; what a killed JVM leaves is stopped by the next start.
 */
public final class Whole {

    /** The services with a database. */
    public static final List<Component> SERVICES = List.of(Component.PATIENT, Component.SESSION, Component.OUTCOME);

    /**
     * How long anything is waited for that must come. Services start in seconds on a quiet machine; this bears one that
     * is busy with other things.
     */
    public static final Duration PATIENCE = Duration.ofSeconds(120);

    private static @Nullable Whole shared;

    private final PaincareSystem system;
    private final People people;

    private Whole(PaincareSystem system) {
        this.system = system;
        this.people = peopleAt(Component.GATEWAY);
    }

    /** Starts it at the first call. */
    public static synchronized Whole running() {
        if (shared == null) {
            try {
                shared = apart(home());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return shared;
    }

    /** One more on a folder of its own, for what would spoil the shared one; its caller stops it. */
    public static Whole apart(Path home) throws IOException {
        return apart(home, settings -> settings);
    }

    /** The same, started otherwise. */
    public static Whole apart(Path home, UnaryOperator<SystemSettings> otherwise) throws IOException {
        Whole whole = new Whole(launch(home, otherwise));
        DemoClinics.open(whole.people);
        return whole;
    }

    private static PaincareSystem launch(Path home, UnaryOperator<SystemSettings> otherwise) throws IOException {
        stopLeftOvers(home);
        forgetData(home);
        PaincareSystem started = PaincareSystem.start(
                otherwise.apply(SystemSettings.of(home, sources())
                        .withSessions(2, 1)
                        .standingApart()
                        .withKeycloak(keycloak())
                        .withJavaOptions("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")),
                System.out::println);
        Runtime.getRuntime().addShutdownHook(new Thread(started::stop, "stop-the-whole"));
        return started;
    }

    /** The distribution that {@code deploy/dev test --keycloak} has brought; null for our own issuer. */
    private static @Nullable Path keycloak() {
        String zip = System.getProperty("paincare.keycloak", "");
        return zip.isEmpty() ? null : Path.of(zip);
    }

    /** Where it keeps everything; a process marked with {@code -Dpaincare.home} and this is stopped by the next start. */
    public static Path home() {
        return Path.of("").toAbsolutePath().resolve("target").resolve(System.getProperty("paincare.whole", "whole"));
    }

    /** The root of the tree whose jars run. */
    public static Path sources() {
        Path module = Path.of("").toAbsolutePath();
        return Path.of(System.getProperty(
                "paincare.sources", module.getParent().getParent().toString()));
    }

    /** The launcher's own {@code down}, which knows what an earlier run has left on this folder. */
    private static void stopLeftOvers(Path home) throws IOException {
        if (!Files.exists(home)) {
            return;
        }
        ProcessBuilder down = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "org.paincare.local.Launcher",
                        "down")
                .inheritIO();
        down.environment().put("PAINCARE_HOME", home.toString());
        try {
            down.start().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** As {@code up --reset} does: unpacked programs stay, and the broker's folder, which may be a disk of its own. */
    private static void forgetData(Path home) throws IOException {
        for (String name : List.of(
                "postgres/data",
                "postgres/superuser",
                "kafka",
                "issuer",
                "keycloak",
                "on-keycloak",
                "secrets",
                "logs")) {
            Path folder = home.resolve(name);
            if (Files.exists(folder)) {
                try (Stream<Path> tree = Files.walk(folder)) {
                    for (Path each : tree.filter(path -> !path.equals(home.resolve("kafka")))
                            .sorted(Comparator.reverseOrder())
                            .toList()) {
                        Files.deleteIfExists(each);
                    }
                }
            }
        }
    }

    public PaincareSystem system() {
        return system;
    }

    /** Callers through the gateway. */
    public People people() {
        return people;
    }

    /** Callers of one of our programs, past the gateway. */
    public People peopleAt(Component component) {
        return People.at(component, system.addresses());
    }

    /** A fresh access token of somebody of Bogotá, by user name. */
    public String tokenOf(String user) {
        return people.maker().of(People.identity(user, DemoClinic.BOGOTA));
    }

    /** A superuser's connection to a service's database, for an outside look. */
    public Connection database(Component service) throws SQLException {
        try {
            return system.postgres().superuser("paincare_" + service.label());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A second session-service beside the first until it is closed; ready, and in at the gateway on return. */
    public AutoCloseable secondSession() throws IOException {
        comesIn(Component.SESSION_2);
        return () -> system.keepDown(Component.SESSION_2);
    }

    /** Starts a replica whose place was kept; ready, and in at the gateway on return. */
    public void comesIn(Component replica) throws IOException {
        system.bringUp(replica);
        system.awaitReady(replica, PATIENCE);
        String service = replica.module().replace("-service", "");
        Await.until(
                "the gateway knows " + replica.label(),
                PATIENCE,
                () -> people.nobody()
                        .get("/q/metrics")
                        .response()
                        .body()
                        .contains("gateway_replica_in{replica=\"" + replica.label() + "\",service=\"" + service
                                + "\"} 1.0"));
    }

    /** Waits until every component that is meant to run is ready. */
    public void awaitReady() {
        for (Component component : system.wanted()) {
            system.awaitReady(component, PATIENCE);
        }
    }
}
