package org.paincare.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.paincare.local.PaincareSystem;
import org.paincare.local.SystemSettings;
import org.paincare.testing.local.CannotStart;

/** The command {@code deploy/dev bench}: starts a system of its own on fresh data, measures it, writes the report. */
public final class Bench {

    private final Path module;
    private final Path sources;
    private final BenchSettings settings;

    private Bench(Path sources, BenchSettings settings) {
        this.sources = sources;
        this.module = sources.resolve("deploy/bench");
        this.settings = settings;
    }

    public static void main(String[] arguments) {
        Logger.getLogger("").setLevel(Level.WARNING);
        Path sources = Path.of(System.getProperty("paincare.sources", "")).toAbsolutePath();
        try {
            var words = new ArrayList<>(List.of(arguments));
            boolean bedside = words.remove("--bedside");
            boolean gateway = words.remove("--gateway");
            var bench = new Bench(sources, BenchSettings.of(words, LocalDate.now()));
            if (gateway) {
                bench.gateway();
            } else if (bedside) {
                bench.bedside();
            } else {
                bench.run();
            }
            System.exit(0);
        } catch (CannotStart e) {
            System.err.println(e.getMessage());
            System.exit(1);
        } catch (Exception | AssertionError e) {
            e.printStackTrace();
            System.exit(1);
        }
    }

    private static void say(String line) {
        System.out.println("  " + line);
    }

    private void run() throws IOException, SQLException {
        settings.operations();
        Path program = PgBench.find();
        Path home = Files.createDirectories(module.resolve("target/system"));
        String loadBefore = MachineFacts.load();
        PaincareSystem.forget(home);
        try (var system = start(home)) {
            var server = system.postgres();
            new ClinicData(system, Bench::say).fill(settings.sizes());
            say("filling the limit's database");
            LimitDatabase.make(server, settings.sizes());
            var pgbench = new PgBench(
                    program,
                    module.resolve("pgbench"),
                    Files.createDirectories(module.resolve("target/pgbench")),
                    server,
                    settings);
            var questionnaires = new Questionnaires(server, settings.sizes());
            var requests = new Requests(system, settings.sizes(), LimitDatabase.words(server), questionnaires);
            var machine = MachineFacts.read(server, pgbench);
            machine.put("load before (1, 5, 15 minutes)", loadBefore);
            try (var rest = new Rest(system)) {
                var rounds = new Rounds(system, settings, pgbench, requests, questionnaires, rest, Bench::say);
                var results = new Results(rounds.run());
                machine.put("load after", MachineFacts.load());
                write(results, machine);
            }
        }
    }

    private void bedside() throws Exception {
        var size = settings.smoke() ? BedsideBench.Size.SHORT : BedsideBench.Size.FULL;
        Path home = Files.createDirectories(module.resolve("target/system"));
        String loadBefore = MachineFacts.load();
        PaincareSystem.forget(home);
        try (var system = start(home)) {
            var phases = new BedsideBench(system, size, Bench::say).run();
            String page = BedsideBench.markdown(size, phases, loadBefore);
            Path folder = settings.smoke() ? module.resolve("target") : module.resolve("reports");
            Path report = Files.writeString(
                    Files.createDirectories(folder).resolve("bedside-" + settings.date() + ".md"), page);
            System.out.println(page);
            say("Written: " + sources.relativize(report));
        }
    }

    private void gateway() throws IOException {
        var nginx = Nginx.find();
        if (nginx.isEmpty()) {
            say("Not measured: nginx is not installed (apt-get install nginx-light).");
            return;
        }
        var size = settings.smoke() ? GatewayBench.Size.SHORT : GatewayBench.Size.FULL;
        var machine = new java.util.LinkedHashMap<String, String>();
        machine.put("load before (1, 5, 15 minutes)", MachineFacts.load());
        var measured = new GatewayBench(sources, module.resolve("target/gateway"), size, Bench::say).run(nginx.get());
        machine.put("load after", MachineFacts.load());
        String page = GatewayBench.markdown(size, measured, machine);
        Path folder = settings.smoke() ? module.resolve("target") : module.resolve("reports");
        Path report =
                Files.writeString(Files.createDirectories(folder).resolve("gateway-" + settings.date() + ".md"), page);
        System.out.println(page);
        say("Written: " + sources.relativize(report));
    }

    private PaincareSystem start(Path home) throws IOException {
        var system = PaincareSystem.start(SystemSettings.of(home, sources), Bench::say);
        Runtime.getRuntime().addShutdownHook(new Thread(system::stop, "stop"));
        return system;
    }

    private void write(Results results, java.util.Map<String, String> machine) throws IOException {
        String page = new Report(settings, results, machine).markdown();
        String name = (settings.smoke() ? "short-" : "") + settings.date();
        Path folder = settings.smoke() ? module.resolve("target") : Files.createDirectories(module.resolve("reports"));
        Path report = Files.writeString(folder.resolve(name + ".md"), page);
        Path json = module.resolve("target").resolve(name + ".json");
        ReportJson.write(json, settings, results, machine);
        System.out.println(page);
        say("Written: " + sources.relativize(report) + " and " + sources.relativize(json));
    }
}
