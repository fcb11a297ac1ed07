package org.paincare.testing.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The source folder of platform/contracts, wherever the tests are started from. */
final class ContractFolder {

    private ContractFolder() {}

    static Path module() {
        for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            var candidate = folder.resolve("platform/contracts");
            if (Files.isDirectory(candidate)) {
                return candidate;
            }
        }
        throw new IllegalStateException(
                "platform/contracts is not above " + Path.of("").toAbsolutePath());
    }

    static Path resources() {
        return module().resolve("src/main/resources/contracts");
    }

    static List<String> fileNames(String folder) throws IOException {
        try (var files = Files.list(resources().resolve(folder))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
