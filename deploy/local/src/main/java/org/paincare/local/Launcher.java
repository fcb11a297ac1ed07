package org.paincare.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.paincare.local.demo.DemoProgramme;
import org.paincare.local.demo.DemoTime;
import org.paincare.testing.local.CannotStart;

/** The commands of {@code deploy/dev} that deal with a running system: up, down, status, token, time. */
public final class Launcher {

    private Launcher() {}

    public static void main(String[] arguments) throws InterruptedException {
        Logger.getLogger("").setLevel(Level.WARNING);
        List<String> words = Arrays.asList(arguments);
        String command = words.isEmpty() ? "" : words.getFirst();
        Path sources = Path.of(System.getProperty("paincare.sources", "")).toAbsolutePath();
        String homeName = Optional.ofNullable(System.getenv("PAINCARE_HOME")).orElse("");
        Path home = homeName.isBlank() ? sources.resolve(".paincare") : sources.resolve(homeName);
        try {
            switch (command) {
                case "up" ->
                    up(
                            SystemSettings.of(home, sources).withKeycloak(keycloak(words.contains("--keycloak"))),
                            words.contains("--reset"));
                case "down" -> System.exit(Commands.at(home).down());
                case "status" -> System.exit(Commands.at(home).status());
                case "token" -> System.exit(Commands.at(home).token(words.subList(1, words.size())));
                case "time" -> System.exit(Commands.at(home).time(words.subList(1, words.size())));
                case "issuer-key" -> System.exit(Commands.at(home).changeIssuerKey());
                case "monitor" -> System.exit(Commands.at(home).monitor(words.subList(1, words.size())));
                case "export" -> System.exit(Commands.at(home).export(words.subList(1, words.size())));
                case "import" -> System.exit(Commands.at(home).takeIn(words.subList(1, words.size())));
                case "retention" -> System.exit(Commands.at(home).retention(words.subList(1, words.size())));
                default ->
                    throw new CannotStart(
                            "Commands: up [--reset] [--keycloak], down, status, token ROLE [CLINIC], issuer-key, time [+7d],"
                                    + " monitor SESSION [PROFILE] [CLINIC], export CLINIC-ID BASIS DOCUMENT ORDERED-BY FOLDER, import FOLDER, retention CLINIC-ID REASON FILE");
            }
        } catch (CannotStart e) {
            refuse(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            String message = String.valueOf(e.getMessage());
            refuse(
                    message.contains("No space left on device")
                            ? "The disk is full: nothing can be written in " + home + "."
                            : e.getClass().getSimpleName() + ": " + message);
        }
    }

    private static void refuse(String line) {
        System.err.println(line);
        System.exit(1);
    }

    private static void up(SystemSettings settings, boolean reset) throws IOException, InterruptedException {
        int sessions = wantedSessions();
        SystemSettings wanted = settings.withGatewayPort(wantedPort()).withSessions(sessions, sessions);
        if (reset) {
            PaincareSystem.forget(wanted.home());
        }
        Running running = new Running(wanted, line -> System.out.println("  " + line));
        Runtime.getRuntime().addShutdownHook(new Thread(running::stop, "stop"));
        PaincareSystem system = running.start();
        runDemo(system);
        System.out.println(Welcome.of(system));
        Files.writeString(
                system.home().readyFile(), Long.toString(ProcessHandle.current().pid()));
        new CountDownLatch(1).await();
    }

    private static void runDemo(PaincareSystem system) throws IOException {
        Path marker = system.home().demoMarker();
        if (Files.exists(marker)) {
            return;
        }
        DemoTime time = new DemoTime(system.addresses());
        try {
            new DemoProgramme(system.addresses(), time, line -> System.out.println("  " + line)).carryOut();
            Files.writeString(marker, "done\n");
        } catch (IOException | RuntimeException | AssertionError e) {
            // Not tried again on what it left behind: a second history over half of the first helps nobody.
            Files.writeString(marker, "failed\n");
            time.abandon();
            System.out.println(
                    "The demonstration failed (" + e.getMessage() + "); ./deploy/dev up --reset begins anew.");
        }
    }

    /** The distribution that deploy/dev has brought. */
    private static @Nullable Path keycloak(boolean wanted) {
        return wanted ? Path.of(System.getProperty("paincare.keycloak", "keycloak.zip")) : null;
    }

    private static int wantedSessions() {
        String replicas = System.getenv("PAINCARE_SESSION_REPLICAS");
        if (replicas == null || replicas.isBlank()) {
            return 1;
        }
        if (!replicas.matches("[1-4]")) {
            throw new CannotStart("PAINCARE_SESSION_REPLICAS is " + replicas + " and must be 1 to 4.");
        }
        return Integer.parseInt(replicas);
    }

    private static @Nullable Integer wantedPort() {
        String port = System.getenv("PAINCARE_PORT");
        if (port == null || port.isBlank()) {
            return null;
        }
        if (!port.matches("\\d{1,5}") || Integer.parseInt(port) < 1 || Integer.parseInt(port) > 65_535) {
            throw new CannotStart("PAINCARE_PORT is " + port + " and must be a port from 1 to 65535.");
        }
        return Integer.valueOf(port);
    }
}
