package org.paincare.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.paincare.e2e.check.Databases;
import org.paincare.e2e.check.Verdict;
import org.paincare.e2e.history.History;
import org.paincare.e2e.load.MixedWrites;
import org.paincare.e2e.whole.Await;
import org.paincare.e2e.whole.Evidence;
import org.paincare.e2e.whole.Seed;
import org.paincare.e2e.whole.Tier;
import org.paincare.e2e.whole.Whole;
import org.paincare.local.Component;

/** R10: a file system in memory under PostgreSQL, and one under the broker, full to the last byte. Only root may mount. */
@Tag(Tier.LONG)
@EnabledIfSystemProperty(named = "user.name", matches = "root", disabledReason = "R10 left out: only root may mount")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FullDiskTest {

    private static final Path HOME = Path.of("target/full-disk").toAbsolutePath();
    private static final Path POSTGRES = HOME.resolve("postgres");
    private static final Path KAFKA = HOME.resolve("kafka");
    /** The segments of the log that PostgreSQL keeps are filled before it asks for room. */
    private static final Duration FIRST_REFUSAL = Duration.ofMinutes(3);

    private Whole whole;

    @BeforeAll
    void aSystemOnSmallDisks() throws Exception {
        unmount(POSTGRES);
        unmount(KAFKA);
        mount(POSTGRES, "900m");
        mount(KAFKA, "400m");
        whole = Whole.apart(HOME);
    }

    @AfterAll
    void disksAreGivenBack() throws Exception {
        if (whole != null) {
            whole.system().stop();
        }
        unmount(POSTGRES);
        unmount(KAFKA);
    }

    @Test
    void aFullDiskUnderPostgresLosesNothingThatWasAcknowledged() throws Exception {
        long seed = Seed.of("R10");
        try (History history = new History("R10-postgres", seed);
                MixedWrites writes = MixedWrites.start(whole, history, seed)) {
            writes.awaitAcknowledged(20, Whole.PATIENCE);
            history.event("disk full under PostgreSQL");
            Path ballast = fill(POSTGRES);
            Await.until(
                    "a write is refused",
                    FIRST_REFUSAL,
                    () -> !writes.serverErrors().isEmpty());
            stayFull();
            Files.delete(ballast);
            history.event("room again");
            long freed = System.nanoTime();
            writes.awaitAcknowledged(20, Whole.PATIENCE);
            Evidence.of(
                    "R10",
                    "PostgreSQL: 20 writes acknowledged %.1f s after there was room; %d answers of 5xx meanwhile"
                            .formatted(
                                    (System.nanoTime() - freed) / 1e9,
                                    writes.serverErrors().size()));
            writes.finish();

            Verdict.mustHold(whole, history, Duration.ofSeconds(120));
        }
    }

    @Test
    void aFullDiskUnderTheBrokerIsNotNoticedByWritesAndTheBacklogDrains() throws Exception {
        long seed = Seed.of("R10");
        try (History history = new History("R10-kafka", seed);
                MixedWrites writes = MixedWrites.start(whole, history, seed)) {
            writes.awaitAcknowledged(20, Whole.PATIENCE);
            history.event("disk full under the broker");
            Path ballast = fill(KAFKA);
            stayFull();
            writes.awaitAcknowledged(20, Whole.PATIENCE);
            Await.until("events wait", FIRST_REFUSAL, () -> waiting() > 20);
            Files.delete(ballast);
            history.event("room again");
            long freed = System.nanoTime();
            writes.finish();

            assertThat(writes.serverErrors()).isEmpty();
            Verdict.mustHold(whole, history, Duration.ofSeconds(120));
            Evidence.of(
                    "R10",
                    "broker: no 5xx, everything delivered %.1f s after there was room"
                            .formatted((System.nanoTime() - freed) / 1e9));
        }
    }

    private long waiting() {
        try (Databases databases = new Databases(whole)) {
            return Long.parseLong(databases
                    .rows(Component.PATIENT, "SELECT count(*) FROM outbox")
                    .getFirst());
        }
    }

    /** Takes every byte that is left; deleting the file gives them back. */
    private static Path fill(Path disk) throws IOException {
        Path ballast = disk.resolve("ballast");
        try (OutputStream out = Files.newOutputStream(ballast)) {
            for (int size = 1 << 20; size >= 1; size /= 16) {
                writeUntilFull(out, new byte[size]);
            }
        }
        return ballast;
    }

    private static void writeUntilFull(OutputStream out, byte[] bytes) {
        try {
            while (true) {
                out.write(bytes);
            }
        } catch (IOException full) {
            // That is the fault.
        }
    }

    /** How long there is no room is the fault. */
    private static void stayFull() throws InterruptedException {
        Thread.sleep(Tier.current().diskFull);
    }

    private static void mount(Path place, String size) throws Exception {
        Files.createDirectories(place);
        run("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", place.toString());
    }

    private static void unmount(Path place) throws Exception {
        if (Files.exists(place) && !Files.getFileStore(place).equals(Files.getFileStore(HOME))) {
            run("umount", "--lazy", place.toString());
        }
    }

    private static void run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(String.join(" ", command)).isZero();
    }
}
