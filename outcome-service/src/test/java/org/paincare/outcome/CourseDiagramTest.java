package org.paincare.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.paincare.outcome.course.CourseState;

/** The README shows the course as the table has it; {@code -Ddiagrams.accept=true} writes it anew. */
class CourseDiagramTest {

    private static final String BEGIN = "<!-- generated: course -->\n";
    private static final String END = "<!-- end: course -->";

    @Test
    void theDiagramOfTheReadmeIsTheTable() throws IOException {
        var readme = Path.of("README.md");
        var text = Files.readString(readme);
        var from = text.indexOf(BEGIN) + BEGIN.length();
        var wanted = "```mermaid\n" + CourseState.diagram() + "```\n";

        if (Boolean.getBoolean("diagrams.accept")) {
            Files.writeString(readme, text.substring(0, from) + wanted + text.substring(text.indexOf(END)));
            return;
        }

        assertThat(text.substring(from, text.indexOf(END))).isEqualTo(wanted);
    }
}
