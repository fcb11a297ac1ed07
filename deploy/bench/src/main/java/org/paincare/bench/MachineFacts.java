package org.paincare.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.paincare.testing.local.PostgresAccess;

/** Where and on what was measured, by name, in the order in which a report shows it. */
final class MachineFacts {

    private static final int KIB_PER_GIB = 1 << 20;

    private MachineFacts() {}

    static Map<String, String> read(PostgresAccess server, PgBench pgbench) throws IOException, SQLException {
        var facts = new LinkedHashMap<String, String>();
        facts.put("processor", first("/proc/cpuinfo", "model name"));
        facts.put("processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
        String memory = first("/proc/meminfo", "MemTotal").replaceAll("\\D", "");
        facts.put("memory", memory.isEmpty() ? "unknown" : Long.parseLong(memory) / KIB_PER_GIB + " GiB");
        facts.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        facts.put("Java", System.getProperty("java.runtime.version") + ", options as the launcher gives them");
        try (var connection = server.superuser("postgres")) {
            facts.put("PostgreSQL", LimitDatabase.show(connection, "server_version"));
            for (String setting : new String[] {"fsync", "synchronous_commit", "shared_buffers", "max_wal_size"}) {
                facts.put(setting, LimitDatabase.show(connection, setting));
            }
        }
        facts.put("pgbench", pgbench.version());
        return facts;
    }

    /** The three averages of the last 1, 5 and 15 minutes. */
    static String load() throws IOException {
        String[] fields = Files.readString(Path.of("/proc/loadavg")).split(" ");
        return fields[0] + " " + fields[1] + " " + fields[2];
    }

    private static String first(String file, String name) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        }
    }
}
