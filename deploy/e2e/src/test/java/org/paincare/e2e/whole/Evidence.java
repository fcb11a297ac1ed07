package org.paincare.e2e.whole;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What a fault test measured: printed, and kept in {@code target/evidence.txt} for the report of {@code deploy/dev faults}. */
public final class Evidence {

    private static final Path FILE = Path.of("target/evidence.txt").toAbsolutePath();

    private Evidence() {}

    /**
     * @param promise as docs/reliability.md numbers it, {@code R3}
     * @param figure with its units, one line
     */
    public static synchronized void of(String promise, String figure) {
        System.out.println(promise + ": " + figure);
        try {
            Files.createDirectories(FILE.getParent());
            Files.writeString(
                    FILE, promise + "\t" + figure + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
