package org.paincare.patient.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DiagramTest {

    private static final Path README = Path.of("README.md");
    private static final String BEGIN = "<!-- generated: enrolment -->\n```mermaid\n";
    private static final String END = "```\n<!-- end: enrolment -->";

    /** {@code -Ddiagram.accept=true} writes it. */
    @Test
    void theReadmeDrawsTheTableOfEdgesAsItIs() throws IOException {
        var drawn = Diagram.of(new LifeRules().deadlines());
        var readme = Files.readString(README);
        int from = readme.indexOf(BEGIN) + BEGIN.length();
        int to = readme.indexOf(END);
        if (Boolean.getBoolean("diagram.accept")) {
            Files.writeString(README, readme.substring(0, from) + drawn + readme.substring(to));
            return;
        }

        assertThat(readme.substring(from, to))
                .as("run the test with -Ddiagram.accept=true")
                .isEqualTo(drawn);
    }
}
