package org.paincare.e2e.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.paincare.e2e.whole.Await;
import org.paincare.e2e.whole.Whole;
import org.paincare.local.Component;
import org.paincare.local.demo.People;
import org.paincare.testing.local.DemoClinic;

/**
 * The document passes the linters that partners use, and the TypeScript client made from it compiles strictly, works against
 * the system and is packed. Skipped where Node.js is not installed; {@code deploy/dev test} says so.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClientTest {

    private static final Path FOLDER = Whole.sources().resolve("deploy/client");
    private static final Path TARGET = FOLDER.resolve("target");

    private final Whole whole = Whole.running();

    @BeforeAll
    void theDocumentIsWritten() throws IOException {
        Await.until(
                "npm has brought what it brings", Whole.PATIENCE, () -> !Files.exists(FOLDER.resolve(".preparing")));
        Assumptions.assumeTrue(
                Files.exists(FOLDER.resolve("node_modules/.bin/openapi-typescript")),
                "Node.js is missing, or deploy/client is not installed");
        whole.awaitReady();
        Files.createDirectories(TARGET);
        Files.writeString(
                TARGET.resolve("openapi.json"),
                DocumentedAnswers.of(whole.people().nobody()).document().toPrettyString());
    }

    @Test
    void theDocumentPassesSpectralAndRedocly() throws Exception {
        ran("lint:document");
    }

    @Test
    void theClientIsGeneratedCompilesWorksAndIsPacked() throws Exception {
        ran("generate");
        ran("build");
        assertThat(ran("journey")).contains("journey done");
        ran("package");
        assertThat(TARGET.resolve("paincare-client-0.1.0.tgz")).exists();
    }

    private String ran(String script) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("npm", "run", "--silent", script));
        Path said = TARGET.resolve(script.replace(':', '-') + ".log");
        ProcessBuilder npm = new ProcessBuilder(command)
                .directory(FOLDER.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        var environment = npm.environment();
        environment.put("PAINCARE_URL", whole.system().url(Component.GATEWAY));
        environment.put("PAINCARE_COORDINATOR", token("coordinator"));
        environment.put("PAINCARE_NURSE", token("nurse"));
        environment.put("REDOCLY_TELEMETRY", "off");
        environment.put("REDOCLY_SUPPRESS_UPDATE_NOTICE", "true");
        environment.put("NO_UPDATE_NOTIFIER", "1");
        Process process = npm.start();
        assertThat(process.waitFor(Whole.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as(script + " ends")
                .isTrue();
        String text = Files.readString(said, StandardCharsets.UTF_8);
        assertThat(process.exitValue()).as(script + " said " + text).isZero();
        return text;
    }

    private String token(String role) {
        return whole.people().maker().of(People.identity(role, DemoClinic.CARTAGENA));
    }
}
