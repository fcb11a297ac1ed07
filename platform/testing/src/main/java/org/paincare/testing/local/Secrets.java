package org.paincare.testing.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** Random secrets and files that only their owner may read. */
public final class Secrets {

    private static final SecureRandom RANDOM = new SecureRandom();

    private Secrets() {}

    /** 192 random bits as 32 characters of {@code [A-Za-z0-9_-]}. */
    public static String random() {
        byte[] bytes = new byte[24];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The secret kept in the file; made on the first call. */
    public static String keptIn(Path file) throws IOException {
        if (!Files.exists(file)) {
            writePrivately(file, random());
        }
        return Files.readString(file).strip();
    }

    /** Replaces the file in one step; it is never readable by others, not even for a moment. */
    public static void writePrivately(Path file, String content) throws IOException {
        Files.createDirectories(file.getParent());
        Path beside = Files.createTempFile(
                file.getParent(),
                ".new-",
                "",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(beside, content);
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
