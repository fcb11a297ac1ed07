package org.paincare.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.paincare.testing.local.CannotStart;
import org.paincare.testing.local.PostgresAccess;

/** Runs pgbench with our scripts, prepared statements and as many connections as our own callers have. */
final class PgBench {

    /** Reads whose audit rows go in one insert: one of each connection, as many as can wait together. */
    static final int READS_PER_AUDIT_BATCH = 16;

    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");
    private static final int THREADS = 2;
    /** Of the transactions that are timed one by one; all would make pgbench write more than it sends. */
    private static final String TIMED_SHARE = "0.1";

    private final Path program;
    private final Path scripts;
    private final Path folder;
    private final PostgresAccess server;
    private final BenchSettings settings;

    /**
     * @param scripts the folder with our scripts
     * @param folder of our own, for logs and made scripts
     */
    PgBench(Path program, Path scripts, Path folder, PostgresAccess server, BenchSettings settings) {
        this.program = program;
        this.scripts = scripts;
        this.folder = folder;
        this.server = server;
        this.settings = settings;
    }

    /** @throws CannotStart naming the package to install, where there is none */
    static Path find() {
        var places = new ArrayList<Path>();
        Arrays.stream(Optional.ofNullable(System.getenv("PATH")).orElse("").split(":"))
                .filter(folder -> !folder.isBlank())
                .forEach(folder -> places.add(Path.of(folder)));
        places.addAll(debianFolders());
        return places.stream()
                .map(place -> place.resolve("pgbench"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new CannotStart("pgbench, the measure of the limit, is not installed:"
                        + " apt-get install postgresql-contrib (Debian, Ubuntu) has it."));
    }

    /** The newest release first. */
    private static List<Path> debianFolders() {
        if (!Files.isDirectory(DEBIAN)) {
            return List.of();
        }
        try (Stream<Path> releases = Files.list(DEBIAN)) {
            return releases.sorted(Comparator.reverseOrder())
                    .map(release -> release.resolve("bin"))
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    String version() throws IOException {
        return run(List.of(program.toString(), "--version")).strip();
    }

    LoadResult run(Operation operation, Target target, Duration length) throws IOException {
        boolean audited = target == Target.LIMIT_AUDITED;
        Path script = audited ? audited(operation) : scripts.resolve(operation.script() + ".sql");
        Path log = folder.resolve("transactions");
        forgetLogs(log);
        var command = new ArrayList<>(List.of(
                program.toString(),
                "--no-vacuum",
                "--protocol=prepared",
                "--client=" + settings.connections(),
                "--jobs=" + THREADS,
                "--time=" + Math.max(1, length.toSeconds()),
                "--file=" + script,
                "--log",
                "--sampling-rate=" + TIMED_SHARE,
                "--log-prefix=" + log));
        settings.sizes().byName().forEach((name, size) -> command.add("--define=" + name + "=" + size));
        command.addAll(
                List.of("--host=localhost", "--port=" + server.port(), "--username=postgres", LimitDatabase.NAME));
        return PgBenchOutput.read(run(command), logLines(log), audited ? READS_PER_AUDIT_BATCH : 1);
    }

    /** The read so many times, then the audit rows of all of them, in one transaction. */
    private Path audited(Operation operation) throws IOException {
        String read = Files.readString(scripts.resolve(operation.script() + ".sql"));
        String audit = Files.readString(scripts.resolve("audit-batch.sql"));
        return Files.writeString(
                folder.resolve(operation.script() + "-audited.sql"),
                "BEGIN;\n" + read.repeat(READS_PER_AUDIT_BATCH) + audit + "COMMIT;\n");
    }

    private String run(List<String> command) throws IOException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PGPASSWORD", server.superuserPassword());
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new CannotStart("pgbench failed: " + output.strip());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotStart("Interrupted while pgbench ran.", e);
        }
        return output;
    }

    private static void forgetLogs(Path prefix) throws IOException {
        for (Path log : logs(prefix)) {
            Files.delete(log);
        }
    }

    private static List<String> logLines(Path prefix) throws IOException {
        var lines = new ArrayList<String>();
        for (Path log : logs(prefix)) {
            lines.addAll(Files.readAllLines(log));
        }
        return lines;
    }

    private static List<Path> logs(Path prefix) throws IOException {
        try (Stream<Path> files = Files.list(prefix.getParent())) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix.getFileName() + "."))
                    .toList();
        }
    }
}
