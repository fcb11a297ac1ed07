package org.paincare.gateway.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;

/**
 * Files that are one thing together and are read again when any of them has other bytes. A mounted secret changes by a link,
 * so times of files say nothing. One thread at a time.
 */
final class WatchedFiles {

    /** What is made of the bytes, in the order of the files. */
    interface Use {
        void of(List<byte[]> contents) throws GeneralSecurityException;
    }

    private final String name;
    private final List<Path> files;
    private List<byte[]> last = List.of();

    WatchedFiles(String name, Path... files) {
        this.name = name;
        this.files = List.of(files);
    }

    String name() {
        return name;
    }

    /**
     * Uses what is there now where it differs from what was used last.
     *
     * @return whether it did
     * @throws GeneralSecurityException where it cannot be used; what was used last stays, and it is tried again
     */
    boolean lookAgain(Use use) throws IOException, GeneralSecurityException {
        List<byte[]> now = read();
        if (same(now, last)) {
            return false;
        }
        use.of(now);
        last = now;
        return true;
    }

    private List<byte[]> read() throws IOException {
        byte[][] contents = new byte[files.size()][];
        for (int i = 0; i < contents.length; i++) {
            contents[i] = Files.readAllBytes(files.get(i));
        }
        return List.of(contents);
    }

    private static boolean same(List<byte[]> one, List<byte[]> other) {
        if (one.size() != other.size()) {
            return false;
        }
        for (int i = 0; i < one.size(); i++) {
            if (!Arrays.equals(one.get(i), other.get(i))) {
                return false;
            }
        }
        return true;
    }
}
