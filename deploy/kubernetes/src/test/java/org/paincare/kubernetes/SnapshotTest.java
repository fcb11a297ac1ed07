package org.paincare.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a change of a base or component does to what is applied is seen in the change itself. {@code -Dpaincare.snapshot=write} writes it anew.
 */
class SnapshotTest {

    private static final Path FOLDER = Path.of("src/test/resources/rendered");

    @Test
    void productionIsAsItWasReviewed() throws IOException {
        Rendering production = Rendering.of("overlays/prod");
        Path file = FOLDER.resolve("prod.yaml");
        if (write()) {
            Files.writeString(file, production.yaml());
        }

        assertThat(production.resources()).isEqualTo(Rendering.parse(Files.readString(file)));
    }

    @ParameterizedTest
    @MethodSource("org.paincare.kubernetes.Rendering#everything")
    void whatThereIsIsAsItWasReviewed(String folder) throws IOException {
        String there = Rendering.of(folder).resources().stream()
                .map(each -> each.kind() + " " + each.namespace() + "/" + each.name())
                .sorted()
                .collect(Collectors.joining("\n", "", "\n"));
        Path file = FOLDER.resolve(folder.replace('/', '-') + ".txt");
        if (write()) {
            Files.writeString(file, there);
        }

        assertThat(there).isEqualTo(Files.readString(file));
    }

    private static boolean write() {
        return "write".equals(System.getProperty("paincare.snapshot"));
    }
}
