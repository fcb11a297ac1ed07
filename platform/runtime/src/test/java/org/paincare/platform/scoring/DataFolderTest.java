package org.paincare.platform.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

    @Test
    void aFolderInsideAJarIsListedLikeAFolderOnDisk(@TempDir Path temp) throws IOException {
        Path jar = temp.resolve("with space.jar");
        try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (String name : new String[] {"scales/b.json", "scales/a.json", "scales/old/c.json", "other.json"}) {
                out.putNextEntry(new JarEntry(name));
                out.closeEntry();
            }
        }
        Path folder = Files.createDirectories(temp.resolve("on disk/scales"));
        Files.createFile(folder.resolve("b.json"));
        Files.createFile(folder.resolve("a.json"));

        assertThat(list(jar.toUri().toURL())).containsExactly("a.json", "b.json");
        assertThat(list(temp.resolve("on disk").toUri().toURL())).containsExactly("a.json", "b.json");
    }

    private static Iterable<String> list(URL root) throws IOException {
        try (var loader = new URLClassLoader(new URL[] {root}, null)) {
            return DataFolder.files(loader, "scales", "a.json");
        }
    }
}
