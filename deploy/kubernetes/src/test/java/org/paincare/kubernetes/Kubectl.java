package org.paincare.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Debian's, the one on the path, or the one that {@code .ci/run} brings; it never speaks to a cluster here. */
final class Kubectl {

    /** The folder of the manifests; tests run in it. */
    static final Path FOLDER = Path.of("").toAbsolutePath();

    static final Path PROJECT = FOLDER.resolve("../..").normalize();

    private Kubectl() {}

    /** The YAML of that folder's kustomization; the test is left out where there is no kubectl. */
    static String render(String folder) {
        Path kubectl = Stream.concat(
                        Stream.of(FOLDER.resolve("target/tools/kubectl"), Path.of("/usr/bin/kubectl")),
                        Stream.of(System.getenv("PATH").split(":")).map(place -> Path.of(place, "kubectl")))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
        Assumptions.assumeTrue(kubectl != null, "no kubectl here");
        try {
            Process process = new ProcessBuilder(List.of(kubectl.toString(), "kustomize", folder))
                    .directory(FOLDER.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String yaml = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as("kubectl kustomize %s", folder).isZero();
            return yaml;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
