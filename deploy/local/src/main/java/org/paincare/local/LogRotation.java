package org.paincare.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Keeps each log below 10 MB, with one older file beside it.
 *
 * <p>The processes write to their files themselves, so that they outlive the launcher without a broken pipe; the file is
 * copied and cut, and because they append, they go on at its new end.
 */
final class LogRotation {

    private static final long LARGEST_BYTES = 10L << 20;

    private final Home home;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("log-rotation").factory());

    LogRotation(Home home) {
        this.home = home;
    }

    void start() {
        timer.scheduleWithFixedDelay(this::rotate, 5, 5, TimeUnit.SECONDS);
    }

    void stop() {
        timer.shutdownNow();
    }

    private void rotate() {
        for (Component component : Component.values()) {
            try {
                rotate(home.log(component), LARGEST_BYTES);
            } catch (IOException e) {
                // a log that cannot be cut grows; the next round tries again
            }
        }
    }

    static void rotate(Path log, long largestBytes) throws IOException {
        if (Files.exists(log) && Files.size(log) > largestBytes) {
            Files.copy(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
            try (FileChannel channel = FileChannel.open(log, StandardOpenOption.WRITE)) {
                channel.truncate(0);
            }
        }
    }

    /** The last line that is not blank, for a message. */
    static String lastLine(Path log) {
        try {
            List<String> lines = Files.readAllLines(log);
            for (int i = lines.size() - 1; i >= 0; i--) {
                if (!lines.get(i).isBlank()) {
                    return lines.get(i).strip();
                }
            }
        } catch (IOException e) {
            // then there is nothing to tell
        }
        return "it wrote nothing";
    }
}
