package org.paincare.testing.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Ends a PostgreSQL server that a killed launcher left on a data folder.
 *
 * <p>Two servers on one data folder destroy it. So a process is only signalled when its command line shows that it is
 * the server of this very folder, the lock file is only removed when the process named in it is surely something else,
 * and in doubt nothing starts.
 */
final class StalePostmaster {

    private StalePostmaster() {}

    static void stop(Path data) throws IOException {
        Path lockFile = data.resolve("postmaster.pid");
        if (!Files.exists(lockFile)) {
            return;
        }
        List<String> lines = Files.readAllLines(lockFile);
        ProcessHandle process = lines.isEmpty()
                ? null
                : ProcessHandle.of(Long.parseLong(lines.getFirst().trim())).orElse(null);
        if (process == null || !process.isAlive()) {
            return; // the server itself removes the lock file of a dead predecessor, after checking its shared memory
        }
        String commandLine = process.info()
                .commandLine()
                .orElseThrow(() -> new CannotStart("Process " + process.pid() + " may be a PostgreSQL server on " + data
                        + " and this user may not look at it. Stop it first."));
        if (commandLine.contains("postgres") && commandLine.contains(data.toString())) {
            stop(process);
        } else {
            Files.delete(lockFile); // the number was given to somebody else after a restart of the machine
        }
    }

    /** Fast shutdown: open transactions are rolled back, clients cut off, data flushed; harder when that hangs. */
    static void stop(ProcessHandle postmaster) {
        Processes.signal(postmaster.pid(), "INT");
        if (Processes.endsWithin(postmaster, Duration.ofSeconds(10))) {
            return;
        }
        Processes.signal(postmaster.pid(), "CONT");
        Processes.signal(postmaster.pid(), "QUIT");
        if (!Processes.endsWithin(postmaster, Duration.ofSeconds(5))) {
            Processes.signal(postmaster.pid(), "KILL");
            Processes.endsWithin(postmaster, Duration.ofSeconds(5));
        }
    }
}
