package org.paincare.e2e.faults;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import org.paincare.testing.local.LocalPostgres;
import org.paincare.testing.local.PostgresSettings;

/**
 * A base backup of the running server, taken with its own backup functions while it goes on working, and what it wrote
 * ahead since.
 */
final class Backup {

    private static final Set<String> NOT_COPIED = Set.of("postmaster.pid", "postmaster.opts", "pg_replslot");

    private final Path server;
    private final Path home;

    private Backup(Path server, Path home) {
        this.server = server;
        this.home = home;
    }

    /**
     * @param server folder of the running server, with {@code data} and {@code superuser} in it
     * @param home   an empty folder for the restored one
     */
    static Backup take(Path server, Path home, Connection superuser) throws SQLException, IOException {
        Backup backup = new Backup(server, home);
        try (Statement statement = superuser.createStatement()) {
            statement.execute("SELECT pg_backup_start('point in time', true)");
            backup.copyData();
            ResultSet stopped = statement.executeQuery("SELECT labelfile FROM pg_backup_stop(false)");
            stopped.next();
            Files.writeString(backup.data().resolve("backup_label"), stopped.getString(1));
        }
        return backup;
    }

    private Path data() {
        return home.resolve("data");
    }

    private Path archive() {
        return home.resolve("archive");
    }

    /** Keeps what was written ahead until now, as an archive does segment by segment. */
    void archive(Connection superuser) throws SQLException, IOException {
        try (Statement statement = superuser.createStatement()) {
            statement.execute("SELECT pg_switch_wal()");
        }
        Files.createDirectories(archive());
        try (var segments = Files.list(server.resolve("data/pg_wal"))) {
            for (Path segment : segments.filter(
                            file -> file.getFileName().toString().matches("[0-9A-F]{24}"))
                    .toList()) {
                Files.copy(segment, archive().resolve(segment.getFileName()));
            }
        }
    }

    /**
     * Starts a server on the backup that replays what was written ahead up to that time.
     *
     * @param time as the database says it
     */
    LocalPostgres restoredTo(String time, Path binaries) throws IOException {
        Files.copy(server.resolve("superuser"), home.resolve("superuser"));
        Files.createFile(data().resolve("recovery.signal"));
        Files.writeString(
                data().resolve("postgresql.auto.conf"),
                "restore_command = 'cp " + archive() + "/%f %p'\nrecovery_target_time = '" + time
                        + "'\nrecovery_target_action = 'promote'\n");
        return LocalPostgres.start(PostgresSettings.durable(home).withBinaries(binaries));
    }

    private void copyData() throws IOException {
        Path from = server.resolve("data");
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Path copy = data().resolve(from.relativize(folder));
                Files.createDirectories(copy);
                Files.setPosixFilePermissions(copy, Files.getPosixFilePermissions(folder));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Path relative = from.relativize(file);
                if (!relative.startsWith("pg_wal")
                        && !NOT_COPIED.contains(relative.getName(0).toString())) {
                    try {
                        Files.copy(file, data().resolve(relative));
                    } catch (NoSuchFileException removedMeanwhile) {
                        // The server removed it: what was written ahead knows.
                    }
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }
        });
    }
}
