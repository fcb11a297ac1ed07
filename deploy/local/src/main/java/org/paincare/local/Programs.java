package org.paincare.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.paincare.testing.local.CannotStart;

/** Brings built jars from the source tree to where they run: a build beside a running system must not break it. */
record Programs(Path sources, Home home) {

    private static final String JAR = "quarkus-run.jar";

    /** Copies what has changed since the last start; returns the jar to run. */
    Path install(Component component) throws IOException {
        Path from = sources.resolve(component.module()).resolve("target/quarkus-app");
        if (!Files.isRegularFile(from.resolve(JAR))) {
            throw new CannotStart("The " + component.label() + " is not built (" + from.resolve(JAR)
                    + " is missing): run ./deploy/dev build.");
        }
        Path to = home.program(component);
        copyChanged(from, to);
        deleteVanished(from, to);
        return to.resolve(JAR);
    }

    private static void copyChanged(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Files.createDirectories(to.resolve(from.relativize(folder).toString()));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Path copy = to.resolve(from.relativize(file).toString());
                if (!Files.exists(copy)
                        || Files.size(copy) != attributes.size()
                        || !Files.getLastModifiedTime(copy).equals(attributes.lastModifiedTime())) {
                    Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void deleteVanished(Path from, Path to) throws IOException {
        try (var copies = Files.walk(to)) {
            copies.filter(copy -> Files.isRegularFile(copy)
                            && !Files.exists(from.resolve(to.relativize(copy).toString())))
                    .forEach(copy -> {
                        try {
                            Files.delete(copy);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    });
        }
    }
}
