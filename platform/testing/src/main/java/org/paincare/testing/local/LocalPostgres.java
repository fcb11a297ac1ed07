package org.paincare.testing.local;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A real PostgreSQL 18 server as a child process, listening on the loopback address only, every role by password.
 *
 * <p>The server is our direct child (no {@code pg_ctl} between), so its death is seen at once. It runs as an ordinary
 * user; for root, which PostgreSQL refuses, in a user namespace of its own.
 */
public final class LocalPostgres implements AutoCloseable {

    private static final Duration RECOVERY = Duration.ofSeconds(60);
    private static final long ENOUGH_DISK_BYTES = 200L << 20;

    private final PostgresSettings settings;
    private final Path binaries;
    private final PostgresAccess access;
    private final Process process;

    private LocalPostgres(PostgresSettings settings, Path binaries, PostgresAccess access, Process process) {
        this.settings = settings;
        this.binaries = binaries;
        this.access = access;
        this.process = process;
    }

    /**
     * Starts the server and returns when it answers queries; makes the data folder on first use. A server left on this
     * data folder by a killed launcher is stopped first.
     *
     * @throws CannotStart when the user, the port or the disk forbids it, in one line
     */
    public static LocalPostgres start(PostgresSettings wanted) throws IOException {
        Files.createDirectories(wanted.home());
        Files.createDirectories(wanted.log().toAbsolutePath().getParent());
        PostgresSettings settings = new PostgresSettings(
                wanted.home().toRealPath(),
                wanted.log(),
                wanted.binaries(),
                wanted.port() == 0 ? Ports.free() : wanted.port(),
                wanted.durable());
        PostgresCommand command = new PostgresCommand(settings, PostgresBinaries.unpackedUnder(settings.binaries()));
        requireDisk(settings.home());
        String password = Secrets.keptIn(settings.superuserSecret());
        command.makeDataFolder();
        StalePostmaster.stop(settings.data());
        if (!Ports.isFree(settings.port())) {
            throw new CannotStart("Port " + settings.port() + " for PostgreSQL is taken by another program.");
        }
        PostgresAccess access = new PostgresAccess(settings.port(), password);
        Process process = startAndAwait(settings, command, access);
        return new LocalPostgres(settings, command.binaries(), access, process);
    }

    /** @throws CannotStart when this user may run no server here: root on a machine without user namespaces */
    public static void requireUser() {
        PostgresCommand.asOrdinaryUser();
    }

    /** Stops the server that a killed launcher left on this data folder, if there is one and it is surely that. */
    public static void stopLeftOn(Path data) throws IOException {
        StalePostmaster.stop(data.toRealPath());
    }

    private static Process startAndAwait(PostgresSettings settings, PostgresCommand command, PostgresAccess access)
            throws IOException {
        long deadline = System.nanoTime() + RECOVERY.toNanos();
        while (true) {
            long logStart = Files.exists(settings.log()) ? Files.size(settings.log()) : 0;
            Process process = command.start();
            while (process.isAlive() && System.nanoTime() < deadline) {
                if (answers(access)) {
                    return process;
                }
                pause();
            }
            String complaint = complaint(settings.log(), logStart);
            if (process.isAlive()) {
                process.destroyForcibly();
                throw new CannotStart(
                        "PostgreSQL did not answer within " + RECOVERY.toSeconds() + " s, see " + settings.log());
            }
            // Backends of a killed server hold its shared memory until they notice; they do within moments.
            if (!complaint.contains("shared memory block") || System.nanoTime() > deadline) {
                throw refusal(settings, complaint);
            }
            pause();
        }
    }

    private static CannotStart refusal(PostgresSettings settings, String complaint) {
        if (complaint.contains("No space left on device")) {
            return new CannotStart("The disk is full: PostgreSQL cannot write in " + settings.home() + ".");
        }
        if (complaint.contains("Address already in use")) {
            return new CannotStart("Port " + settings.port() + " for PostgreSQL is taken by another program.");
        }
        return new CannotStart("PostgreSQL did not start (" + complaint + "), see " + settings.log());
    }

    private static boolean answers(PostgresAccess access) {
        try (Connection connection = access.superuser("postgres");
                Statement statement = connection.createStatement()) {
            return statement.execute("SELECT 1");
        } catch (SQLException e) {
            return false;
        }
    }

    /** The last line that says why, of what the server wrote since it was started. */
    private static String complaint(Path log, long from) throws IOException {
        List<String> reasons = new ArrayList<>();
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            file.seek(Math.min(from, file.length()));
            byte[] tail = new byte[(int) Math.min(file.length() - file.getFilePointer(), 64 << 10)];
            file.readFully(tail);
            for (String line : new String(tail, StandardCharsets.UTF_8).split("\n")) {
                if (line.contains("FATAL:") || line.contains("PANIC:") || line.contains("could not")) {
                    reasons.add(line.replaceFirst("^.*?(FATAL|PANIC|LOG|WARNING):\\s+", ""));
                }
            }
        }
        return reasons.isEmpty() ? "no reason given" : String.join("; ", reasons);
    }

    private static void requireDisk(Path home) throws IOException {
        long usable = Files.getFileStore(home).getUsableSpace();
        if (usable < ENOUGH_DISK_BYTES) {
            throw new CannotStart("The disk is full: " + (usable >> 20) + " MB left for " + home + ", at least "
                    + (ENOUGH_DISK_BYTES >> 20) + " MB are needed.");
        }
    }

    private static void pause() {
        try {
            Thread.sleep(30);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotStart("Interrupted while PostgreSQL was starting.", e);
        }
    }

    /**
     * Makes database {@code paincare_SERVICE} with the service's roles, as often as called; only they may connect.
     *
     * @param password of every login role of the service, 8 to 128 characters of {@code [A-Za-z0-9_-]}
     */
    public void createService(String service, String password) {
        access.createService(service, password);
    }

    /** {@code jdbc:postgresql://localhost:PORT/paincare_SERVICE}, without user and password. */
    public String jdbcUrl(String service) {
        return access.jdbcUrl(service);
    }

    /** How to reach this server, also as its superuser. */
    public PostgresAccess access() {
        return access;
    }

    public int port() {
        return settings.port();
    }

    public long pid() {
        return process.pid();
    }

    /** The handle on the postmaster, for those who watch it or end it. */
    public ProcessHandle process() {
        return process.toHandle();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** The unpacked distribution: {@code bin/postgres}, {@code bin/initdb}, {@code bin/pg_ctl}; no clients in it. */
    public Path binaries() {
        return binaries;
    }

    /** Stops the server the fast way; commits are on disk afterwards. Waits up to 20 s. */
    public void stop() {
        if (process.isAlive()) {
            StalePostmaster.stop(process.toHandle());
        }
    }

    @Override
    public void close() {
        stop();
    }
}
