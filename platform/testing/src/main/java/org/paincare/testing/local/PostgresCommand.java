package org.paincare.testing.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The command lines of PostgreSQL's programs, with our settings. */
record PostgresCommand(PostgresSettings settings, Path binaries) {

    /** Everybody, the superuser too, shows a password; there is no Unix socket to slip through. */
    private static final String ACCESS_RULES = """
            # TYPE  DATABASE  USER  ADDRESS       METHOD
            host    all       all   127.0.0.1/32  scram-sha-256
            host    all       all   ::1/128       scram-sha-256
            """;

    /** Makes the data folder beside its place and renames it, so that a killed start leaves no half of one. */
    void makeDataFolder() throws IOException {
        if (Files.exists(settings.data().resolve("PG_VERSION"))) {
            requireOwn(settings.data());
            return;
        }
        Path half = settings.home().resolve("data.new");
        PostgresBinaries.delete(half);
        List<String> command = asOrdinaryUser();
        command.addAll(List.of(
                binaries.resolve("bin/initdb").toString(),
                "--pgdata=" + half,
                "--username=postgres",
                "--pwfile=" + settings.superuserSecret(),
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8"));
        if (!settings.durable()) {
            command.add("--no-sync");
        }
        Path output = settings.home().resolve("initdb.log");
        Process initdb = builder(command, output).start();
        try {
            if (initdb.waitFor() != 0) {
                String said = Files.readString(output);
                throw said.contains("No space left on device")
                        ? new CannotStart("The disk is full: PostgreSQL cannot write in " + settings.home() + ".")
                        : new CannotStart("PostgreSQL cannot make its data folder, see " + output);
            }
        } catch (InterruptedException e) {
            initdb.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new CannotStart("Interrupted while PostgreSQL made its data folder.", e);
        }
        Files.writeString(half.resolve("pg_hba.conf"), ACCESS_RULES);
        Files.move(half, settings.data(), StandardCopyOption.ATOMIC_MOVE);
    }

    Process start() throws IOException {
        List<String> command = asOrdinaryUser();
        command.addAll(List.of(
                binaries.resolve("bin/postgres").toString(),
                "-D",
                settings.data().toString()));
        configuration().forEach((name, value) -> {
            command.add("-c");
            command.add(name + "=" + value);
        });
        return builder(command, settings.log()).start();
    }

    private Map<String, String> configuration() {
        Map<String, String> values = new TreeMap<>();
        values.put("port", Integer.toString(settings.port()));
        values.put("listen_addresses", "localhost");
        values.put("unix_socket_directories", "");
        values.put("max_connections", "200");
        values.put("shared_buffers", settings.durable() ? "256MB" : "64MB");
        values.put("fsync", onOff(settings.durable()));
        values.put("synchronous_commit", onOff(settings.durable()));
        values.put("full_page_writes", onOff(settings.durable()));
        values.put("password_encryption", "scram-sha-256");
        values.put("timezone", "UTC");
        values.put("log_timezone", "UTC");
        values.put("log_line_prefix", "%m [%p] %q%u@%d ");
        values.put("log_checkpoints", "off");
        values.put("max_wal_size", "1GB");
        return values;
    }

    private static String onOff(boolean on) {
        return on ? "on" : "off";
    }

    private static ProcessBuilder builder(List<String> command, Path output) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("LC_"));
        builder.environment().put("LC_ALL", "C");
        return builder;
    }

    /** For root a prefix that puts the program into a user namespace, where root is nobody. */
    static List<String> asOrdinaryUser() {
        List<String> prefix = new ArrayList<>();
        if (Processes.isRoot()) {
            if (!Processes.isLinux() || Processes.run("unshare", "-U", "true") != 0) {
                throw new CannotStart("PostgreSQL refuses to run as root and this machine forbids user namespaces"
                        + " (unshare -U): run this as an ordinary user.");
            }
            prefix.add("unshare");
            prefix.add("-U");
        }
        return prefix;
    }

    private static void requireOwn(Path data) throws IOException {
        String owner = Files.getOwner(data).getName();
        String me = System.getProperty("user.name");
        if (!owner.equals(me)) {
            throw new CannotStart(
                    data + " belongs to user " + owner + ", not to " + me + ": choose another PAINCARE_HOME.");
        }
    }
}
