package org.paincare.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.paincare.local.demo.DemoClinics;
import org.paincare.local.demo.DemoTime;
import org.paincare.local.export.ExportMain;
import org.paincare.local.export.Source;
import org.paincare.local.identity.Provider;
import org.paincare.local.monitor.Link;
import org.paincare.local.monitor.Monitor;
import org.paincare.local.monitor.Trace;
import org.paincare.local.retention.RetentionReview;
import org.paincare.testing.local.CannotStart;
import org.paincare.testing.local.DemoClinic;
import org.paincare.testing.local.DemoUsers;
import org.paincare.testing.local.Identity;
import org.paincare.testing.local.Processes;

/** What one does to a system from another terminal; each returns an exit code. */
record Commands(Home home, State state) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern FURTHER = Pattern.compile("\\+[1-9]\\d{0,3}[dhm]");

    static Commands at(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new CannotStart("Nothing has run in " + folder + " yet: ./deploy/dev up starts it.");
        }
        Home home = Home.at(folder);
        return new Commands(home, State.read(home.stateFile()));
    }

    /** Asks the launcher to stop everything and waits; without a launcher it stops what was left. */
    int down() throws IOException {
        State.Pid launcher = state.launcher();
        Optional<ProcessHandle> running = launcher == null ? Optional.empty() : launcher.running();
        if (home.isRunning() && running.isPresent()) {
            running.get().destroy();
            if (!Processes.endsWithin(running.get(), Duration.ofSeconds(75))) {
                throw new CannotStart("The launcher (process " + launcher.number() + ") does not end.");
            }
            System.out.println("Stopped.");
            return 0;
        }
        int orphans = new Orphans(home, state).stop();
        new LeftPostgres(home).stop();
        System.out.println(orphans > 0 ? "Stopped what a killed launcher had left." : "Nothing runs.");
        return 0;
    }

    /** One line per component; 0 when all run and the whole is ready. */
    int status() throws IOException {
        if (!home.isRunning()) {
            boolean left = !new Orphans(home, state).find().isEmpty();
            System.out.println(
                    left
                            ? "The launcher was killed and left processes; up or down ends them."
                            : "Not running (" + home.folder() + ").");
            return 1;
        }
        boolean all = Files.exists(home.readyFile());
        for (Component component : new TreeSet<>(state.ports().keySet())) {
            State.Pid pid = state.processes().get(component);
            Optional<ProcessHandle> process = pid == null ? Optional.empty() : pid.running();
            String condition = process.isEmpty() ? "down" : component.isOurs() ? readiness(component) : "running";
            all &= condition.equals("ready") || condition.equals("running");
            System.out.printf(
                    "%-9s %-9s port %-6d pid %s%n",
                    component.label(),
                    condition,
                    port(component),
                    process.map(found -> Long.toString(found.pid())).orElse("-"));
        }
        System.out.println(all ? "Ready: http://localhost:" + port(Component.GATEWAY) : "Not ready.");
        return all ? 0 : 1;
    }

    private String readiness(Component component) {
        try {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://localhost:" + port(component) + "/q/health/ready"))
                    .timeout(Duration.ofSeconds(3))
                    .build();
            return send(request).statusCode() == 200 ? "ready" : "not ready";
        } catch (IOException e) {
            return "not ready";
        }
    }

    /** Prints an access token of a demo user, or of the demo partner or device. */
    int token(List<String> words) throws IOException {
        if (words.isEmpty() || words.size() > 2) {
            throw new CannotStart("token ROLE [CLINIC], for example: token prescriber, token nurse cartagena");
        }
        System.out.println(accessToken(words.getFirst(), words.size() > 1 ? words.get(1) : "bogota"));
        return 0;
    }

    /** From now on the identity provider signs with a new key; tokens that are out stay valid until they expire. */
    int changeIssuerKey() throws IOException {
        Addresses addresses = Addresses.of(home, state.ports());
        HttpResponse<String> answer;
        try {
            String secret = Files.readString(addresses.issuerData().resolve("admin-secret"))
                    .strip();
            answer = send(HttpRequest.newBuilder(
                            URI.create("http://localhost:" + port(Component.ISSUER) + "/admin/key-changes"))
                    .timeout(Duration.ofSeconds(10))
                    .header("Authorization", "Bearer " + secret)
                    .POST(HttpRequest.BodyPublishers.noBody())
                    .build());
        } catch (IOException e) {
            throw new CannotStart("The identity provider does not answer: ./deploy/dev up starts it.", e);
        }
        if (answer.statusCode() != 204) {
            throw new CannotStart("The key was not changed: " + answer.statusCode() + ".");
        }
        System.out.println("The identity provider signs with a new key.");
        return 0;
    }

    private String accessToken(String role, String clinic) throws IOException {
        requireKnown(role, clinic);
        Addresses addresses = Addresses.of(home, state.ports());
        if (addresses.provider() == Provider.KEYCLOAK) {
            try {
                return addresses.tokens().of(identity(role, clinic));
            } catch (UncheckedIOException e) {
                throw new CannotStart("The identity provider does not answer: ./deploy/dev up starts it.", e);
            }
        }
        HttpResponse<String> answer;
        try {
            answer = send(HttpRequest.newBuilder(URI.create("http://localhost:" + port(Component.ISSUER) + "/token"))
                    .timeout(Duration.ofSeconds(10))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(form(role, clinic)))
                    .build());
        } catch (IOException e) {
            throw new CannotStart("The identity provider does not answer: ./deploy/dev up starts it.", e);
        }
        JsonNode body = JSON.readTree(answer.body());
        if (answer.statusCode() != 200) {
            throw new CannotStart("No token for " + role + " of " + clinic + ": "
                    + body.path("error_description").asText());
        }
        return body.path("access_token").asText();
    }

    /**
     * Is the clinic's demo monitor at a session until interrupted; says every five seconds what became of its readings.
     *
     * @param words SESSION, then a profile (NORMAL) and a clinic (bogota) if wanted
     */
    int monitor(List<String> words) throws IOException, InterruptedException {
        var choice = MonitorChoice.of(words);
        Addresses addresses = Addresses.of(home, state.ports());
        var offset = Duration.ofSeconds(addresses.clockOffsetSeconds());
        try (HttpClient client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build()) {
            var link = new Link(
                    client,
                    addresses.url(Component.GATEWAY),
                    choice.session(),
                    () -> deviceToken(choice.clinic()),
                    Duration.ofSeconds(5));
            var monitor = new Monitor(
                    DemoClinics.monitorOf(choice.clinic()),
                    "boot-" + System.currentTimeMillis(),
                    new Trace(choice.profile(), choice.session().hashCode(), choice.restingSpo2Percent()),
                    link,
                    () -> Instant.ofEpochMilli(System.currentTimeMillis()).plus(offset));
            while (true) {
                monitor.run(5);
                var tally = monitor.tally();
                System.out.println(choice.profile() + ": " + tally.taken() + " taken, " + tally.refused() + " refused, "
                        + tally.waiting() + " waiting");
            }
        }
    }

    private String deviceToken(DemoClinic clinic) {
        try {
            return accessToken("device", clinic.slug());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Shows the clinical time, or moves it on in all services together; what falls due on the way is done.
     *
     * @param words nothing, or how far: {@code +7d}, {@code +36h}, {@code +30m}
     */
    int time(List<String> words) throws IOException {
        if (words.size() > 1
                || !words.stream().allMatch(word -> FURTHER.matcher(word).matches())) {
            throw new CannotStart("time, or time +7d, +36h, +30m; it only goes forward, up --reset begins anew");
        }
        if (!home.isRunning() || !Files.exists(home.readyFile())) {
            throw new CannotStart("Not running: ./deploy/dev up starts it.");
        }
        DemoTime time = new DemoTime(Addresses.of(home, state.ports()));
        if (!words.isEmpty()) {
            time.pass(further(words.getFirst()));
        }
        System.out.println(
                time.now().atZone(ZoneId.systemDefault()).toOffsetDateTime().truncatedTo(ChronoUnit.SECONDS));
        return 0;
    }

    /**
     * Everything of one clinic, see {@link ExportMain}.
     *
     * @param words CLINIC-ID BASIS DOCUMENT ORDERED-BY FOLDER
     */
    int export(List<String> words) throws IOException {
        System.out.println(ExportMain.export(words, databases()));
        return 0;
    }

    /**
     * Takes a clinic in that moves here.
     *
     * @param words FOLDER
     */
    int takeIn(List<String> words) throws IOException {
        System.out.println(ExportMain.takeIn(words, databases()));
        return 0;
    }

    /**
     * Whose record of a clinic has been kept as long as it must be.
     *
     * @param words CLINIC-ID REASON FILE
     */
    int retention(List<String> words) throws IOException {
        if (words.size() != 3) {
            throw new CannotStart("retention CLINIC-ID REASON FILE");
        }
        Path file = Path.of(words.get(2)).toAbsolutePath();
        try {
            int over = new RetentionReview(databases(), InstantSource.system())
                    .write(UUID.fromString(words.get(0)), words.get(1), file);
            System.out.println("Written: " + file + ". Kept long enough: " + over + ". Nothing was deleted.");
            return 0;
        } catch (IllegalArgumentException e) {
            throw new CannotStart("A clinic is named by its id.", e);
        } catch (SQLException e) {
            // Its message may quote what is stored.
            throw new CannotStart("A database did not answer as expected (SQLSTATE " + e.getSQLState() + ").", e);
        }
    }

    private List<Source> databases() throws IOException {
        List<Source> sources = new ArrayList<>();
        for (Component component :
                List.of(Component.PATIENT, Component.SESSION, Component.OUTCOME, Component.GATEWAY)) {
            sources.add(new Source(
                    component.label(),
                    "jdbc:postgresql://localhost:" + port(Component.POSTGRES) + "/paincare_" + component.label(),
                    home.secret(component.label() + "-database")));
        }
        return sources;
    }

    private static Duration further(String word) {
        long amount = Long.parseLong(word.substring(1, word.length() - 1));
        return switch (word.charAt(word.length() - 1)) {
            case 'd' -> Duration.ofDays(amount);
            case 'h' -> Duration.ofHours(amount);
            default -> Duration.ofMinutes(amount);
        };
    }

    private static void requireKnown(String role, String clinic) {
        boolean machine = isMachine(role) && clinic.equals("bogota") || role.equals("device") && isClinic(clinic);
        if (!machine
                && DemoUsers.list().stream().noneMatch(user -> user.username().equals(username(role, clinic)))) {
            throw new CannotStart("There is no demo user " + role + " in " + clinic + "; there are "
                    + DemoUsers.list().stream().map(Identity::username).collect(Collectors.joining(" "))
                    + ", device in both clinics and partner in bogota.");
        }
    }

    private static boolean isClinic(String slug) {
        return Arrays.stream(DemoClinic.values())
                .anyMatch(clinic -> clinic.slug().equals(slug));
    }

    private static boolean isMachine(String role) {
        return role.equals("partner") || role.equals("device");
    }

    private static String username(String role, String clinic) {
        return role.startsWith("ops") ? role : role + "@" + clinic;
    }

    private static Identity identity(String role, String clinic) {
        if (!isMachine(role)) {
            return DemoUsers.named(username(role, clinic));
        }
        DemoClinic its = DemoClinic.ofSlug(clinic);
        return Identity.ofClient(role.equals("device") ? DemoClinics.monitorClientOf(its) : "demo-" + role, role, its);
    }

    private static String form(String role, String clinic) {
        Map<String, String> values = isMachine(role)
                ? Map.of(
                        "grant_type",
                        "client_credentials",
                        "client_id",
                        role.equals("device") ? DemoClinics.monitorClientOf(DemoClinic.ofSlug(clinic)) : "demo-" + role,
                        "client_secret",
                        DemoUsers.PASSWORD)
                : Map.of(
                        "grant_type",
                        "password",
                        "client_id",
                        "paincare-cli",
                        "username",
                        username(role, clinic),
                        "password",
                        DemoUsers.PASSWORD);
        return values.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private int port(Component component) {
        return state.ports().getOrDefault(component, component.preferredPort());
    }

    private static HttpResponse<String> send(HttpRequest request) throws IOException {
        try (HttpClient client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
