package org.paincare.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.paincare.testing.local.Secrets;

/**
 * What {@code state.json} remembers: the ports, and which processes run, for other commands and after a crash.
 *
 * @param launcher the process that watches the others; null when none does
 */
record State(
        Map<Component, Integer> ports,
        Map<Component, Pid> processes,
        @Nullable Pid launcher) {

    /**
     * A process that is not confused with a later one of the same number.
     *
     * @param started in milliseconds since the epoch, 0 when the system does not say
     */
    record Pid(long number, long started) {

        static Pid of(ProcessHandle process) {
            return new Pid(process.pid(), startOf(process));
        }

        /** The process, when it still runs. */
        Optional<ProcessHandle> running() {
            return ProcessHandle.of(number).filter(process -> process.isAlive() && startOf(process) == started);
        }

        private static long startOf(ProcessHandle process) {
            return process.info()
                    .startInstant()
                    .map(java.time.Instant::toEpochMilli)
                    .orElse(0L);
        }
    }

    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** A file that cannot be read counts as none: then ports are chosen anew and processes found by their mark. */
    static State read(Path file) {
        try {
            if (Files.exists(file)) {
                return JSON.readValue(file.toFile(), State.class);
            }
        } catch (IOException e) {
            // written by another version or cut off by a full disk
        }
        return new State(new EnumMap<>(Component.class), new EnumMap<>(Component.class), null);
    }

    void write(Path file) throws IOException {
        Secrets.writePrivately(file, JSON.writeValueAsString(this));
    }
}
