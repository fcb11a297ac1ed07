package org.paincare.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrphansTest {

    @TempDir
    Path folder;

    private Process process;

    @AfterEach
    void end() {
        process.destroyForcibly();
    }

    @Test
    void aProcessWithThisHomesMarkIsFoundAndStoppedWithoutAnythingWrittenDown() throws Exception {
        process = sleeper(folder);

        assertThat(orphans(Map.of()).stop()).isEqualTo(1);
        assertThat(process.waitFor(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aProcessOfAHomeWithALongerNameIsNotOurs() throws Exception {
        process = sleeper(folder.resolveSibling(folder.getFileName() + "-other"));

        assertThat(orphans(Map.of()).find()).isEmpty();
    }

    @Test
    void aWrittenNumberCountsOnlyWithTheSameStartTime() throws Exception {
        process = new ProcessBuilder("sleep", "60").start();
        State.Pid written = State.Pid.of(process.toHandle());

        assertThat(orphans(Map.of(Component.KAFKA, written)).find()).containsExactly(process.toHandle());
        assertThat(orphans(Map.of(Component.KAFKA, new State.Pid(written.number(), written.started() - 1_000)))
                        .find())
                .isEmpty();
    }

    @Test
    void theStateSurvivesTheFileAndAFileThatIsNoneIsForgotten() throws Exception {
        process = new ProcessBuilder("sleep", "60").start();
        Path file = folder.resolve("state.json");
        State state = new State(
                new EnumMap<>(Map.of(Component.ISSUER, 18_080)),
                new EnumMap<>(Map.of(Component.KAFKA, State.Pid.of(process.toHandle()))),
                State.Pid.of(ProcessHandle.current()));

        state.write(file);

        assertThat(State.read(file)).isEqualTo(state);
        java.nio.file.Files.writeString(file, "{\"ports\":");
        assertThat(State.read(file).ports()).isEmpty();
    }

    private Orphans orphans(Map<Component, State.Pid> written) throws IOException {
        Map<Component, State.Pid> processes = new EnumMap<>(Component.class);
        processes.putAll(written);
        return new Orphans(Home.at(folder), new State(new EnumMap<>(Component.class), processes, null));
    }

    private static Process sleeper(Path home) throws IOException {
        return new ProcessBuilder("sh", "-c", "sleep 60; :", Orphans.MARK + home).start();
    }
}
