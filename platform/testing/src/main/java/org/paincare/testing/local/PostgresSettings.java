package org.paincare.testing.local;

import java.nio.file.Path;

/**
 * Where and how a PostgreSQL server runs.
 *
 * @param home the server's own folder: {@code data}, {@code superuser}
 * @param log what the server says
 * @param binaries the folder the distribution is unpacked into; may be shared by several servers
 * @param port 1 to 65535, or 0 for any free one
 * @param durable true: an acknowledged commit survives a power cut; false: only tests, whose data nobody misses
 */
public record PostgresSettings(Path home, Path log, Path binaries, int port, boolean durable) {

    /** A server whose commits survive anything that leaves the disk readable. */
    public static PostgresSettings durable(Path home) {
        return durable(home, home.resolve("postgres.log"));
    }

    /** The same, with the log elsewhere. */
    public static PostgresSettings durable(Path home, Path log) {
        return new PostgresSettings(home, log, home.resolve("binaries"), 0, true);
    }

    /** A server for tests: nothing waits for the disk. */
    public static PostgresSettings forTests(Path home, Path binaries) {
        return new PostgresSettings(home, home.resolve("postgres.log"), binaries, 0, false);
    }

    public PostgresSettings withPort(int chosen) {
        return new PostgresSettings(home, log, binaries, chosen, durable);
    }

    public PostgresSettings withBinaries(Path folder) {
        return new PostgresSettings(home, log, folder, port, durable);
    }

    Path data() {
        return home.resolve("data");
    }

    Path superuserSecret() {
        return home.resolve("superuser");
    }
}
