package org.paincare.testing.local;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where tests keep what they may share: under the root of this source tree, else among the temporary files. */
final class TestFolders {

    private TestFolders() {}

    /** The unpacked PostgreSQL of all modules' tests; unpacking takes a second and 75 MB. */
    static Path binaries() {
        return shared().resolve("postgres-binaries");
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
