package org.paincare.platform.scoring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * Lists a classpath folder of data files, in a folder of classes and inside a jar alike. Class loaders do not list
 * folders, so one file known to be there leads to the others.
 */
public final class DataFolder {

    private DataFolder() {}

    /** File names directly in {@code folder}, sorted. */
    public static List<String> files(ClassLoader loader, String folder, String knownFile) {
        URL known = loader.getResource(folder + "/" + knownFile);
        if (known == null) {
            throw new IllegalStateException(folder + "/" + knownFile + " is not on the classpath");
        }
        try {
            return switch (known.getProtocol()) {
                case "file" -> inFolder(Path.of(URI.create(known.toString())).resolveSibling("."));
                case "jar" -> inJar(known, folder + "/");
                default -> throw new IllegalStateException("cannot list " + known);
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> inFolder(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    private static List<String> inJar(URL known, String prefix) throws IOException {
        String address = known.toString();
        URI jar = URI.create(address.substring("jar:".length(), address.indexOf("!/")));
        try (JarFile file = new JarFile(Path.of(jar).toFile())) {
            return file.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.startsWith(prefix) && name.length() > prefix.length())
                    .map(name -> name.substring(prefix.length()))
                    .filter(name -> name.indexOf('/') < 0)
                    .sorted()
                    .toList();
        }
    }
}
