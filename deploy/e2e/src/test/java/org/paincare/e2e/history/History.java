package org.paincare.e2e.history;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Everything the clients of one test did: in memory for the checker, and line by line in
 * {@code target/histories/TEST-SEED.txt} for whoever has to find out what happened. Safe from any thread.
 */
public final class History implements AutoCloseable {

    /** A write and how it ended. */
    public record Entry(Write write, Ending ending) {}

    private final String test;
    private final List<Entry> entries = new ArrayList<>();
    private final Path file;
    private final BufferedWriter lines;

    public History(String test, long seed) {
        this.test = test;
        this.file = Path.of("target/histories", test + "-" + seed + ".txt").toAbsolutePath();
        try {
            Files.createDirectories(file.getParent());
            this.lines = Files.newBufferedWriter(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The promise under test, {@code R1}. */
    public String test() {
        return test;
    }

    /** Notes one request of a write with what came back. */
    public synchronized void request(Write write, String key, String answer) {
        line("%s client %d %s %s key %s -> %s"
                .formatted(Instant.now(), write.client(), write.kind(), write.mark(), key, answer));
    }

    /** Notes what else happened: kills, returns. */
    public synchronized void event(String what) {
        line(Instant.now() + " *** " + what);
    }

    public synchronized void ended(Write write, Ending ending) {
        entries.add(new Entry(write, ending));
        line("%s client %d %s %s at %s ended %s"
                .formatted(Instant.now(), write.client(), write.kind(), write.mark(), write.path(), ending));
    }

    public synchronized List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** Acknowledged writes so far. */
    public synchronized long acknowledged() {
        return entries.stream()
                .filter(entry -> entry.ending() == Ending.ACKNOWLEDGED)
                .count();
    }

    /** One line for the test's output. */
    public synchronized String summary() {
        Map<String, Integer> counts = new TreeMap<>();
        entries.forEach(entry ->
                counts.merge(entry.write().kind() + " " + entry.ending().name().toLowerCase(), 1, Integer::sum));
        return counts + " in " + file.getFileName();
    }

    private void line(String text) {
        try {
            lines.write(text);
            lines.newLine();
            lines.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void close() {
        try {
            lines.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
