package org.paincare.testing.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** Where tests keep what they share: in {@code target} at the root of this source tree, else among temporary files. */
public final class TestFolders {

    private static final String RUN = "run-";
    private static final String LOCK = "in-use";

    private TestFolders() {}

    /** The unpacked PostgreSQL of all modules' tests; unpacking takes a second and 75 MB. */
    public static Path binaries() {
        return shared().resolve("postgres-binaries");
    }

    /** An empty folder for one test run's servers, locked while {@link Run} is open. */
    public static Run newRun() throws IOException {
        Files.createDirectories(shared());
        forgetDeadRuns();
        Path folder = Files.createTempDirectory(shared(), RUN);
        FileChannel channel =
                FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        return new Run(folder, channel, channel.lock());
    }

    /** A run's folder; deleted on close. */
    public record Run(Path folder, FileChannel channel, FileLock lock) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            PostgresBinaries.delete(folder);
            channel.close();
        }
    }

    /** What a run that was killed has left: its server is stopped, its data deleted. */
    private static void forgetDeadRuns() throws IOException {
        List<Path> runs;
        try (Stream<Path> children = Files.list(shared())) {
            runs = children.filter(child ->
                            child.getFileName().toString().startsWith(RUN) && Files.exists(child.resolve(LOCK)))
                    .toList();
        }
        for (Path run : runs) {
            try (FileChannel channel = FileChannel.open(run.resolve(LOCK), StandardOpenOption.WRITE);
                    FileLock lock = channel.tryLock()) {
                if (lock != null) {
                    StalePostmaster.stop(run.resolve("postgres/data"));
                    PostgresBinaries.delete(run);
                }
            } catch (java.nio.file.NoSuchFileException e) {
                // somebody else has just deleted it
            }
        }
    }

    private static Path shared() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve("platform")) && Files.exists(folder.resolve("pom.xml"))) {
                return folder.resolve("target");
            }
        }
        return Path.of(System.getProperty("java.io.tmpdir"), "paincare-" + System.getProperty("user.name"));
    }
}
