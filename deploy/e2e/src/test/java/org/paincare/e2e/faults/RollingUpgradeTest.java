package org.paincare.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.paincare.e2e.check.Verdict;
import org.paincare.e2e.history.History;
import org.paincare.e2e.load.MixedWrites;
import org.paincare.e2e.whole.Evidence;
import org.paincare.e2e.whole.Seed;
import org.paincare.e2e.whole.Tier;
import org.paincare.e2e.whole.Whole;
import org.paincare.local.Component;

/**
 * R26: the services as they were before the newest change of a migration, under writes; beside each comes one of today,
 * which changes the schema under the other, and then the old one goes. {@code -Dpaincare.before=COMMIT} chooses another.
 */
@Tag(Tier.LONG)
class RollingUpgradeTest {

    private static final Path HOME = Path.of("target/upgrade").toAbsolutePath();
    private static final Path BEFORE = Path.of("target/before").toAbsolutePath();
    private static final Map<Component, Component> NEW_OF_OLD = Map.of(
            Component.PATIENT, Component.PATIENT_2,
            Component.SESSION, Component.SESSION_2,
            Component.OUTCOME, Component.OUTCOME_2);
    private static final int WRITES_BESIDE = 100;

    @Test
    void nobodyNoticesThatTheServicesAreReplaced() throws Exception {
        String before = System.getProperty("paincare.before", "");
        if (before.isEmpty()) {
            before = command(
                    Whole.sources(), "git", "log", "--first-parent", "-1", "--format=%H^", "--", "*/db/migration/*");
        }
        Files.createDirectories(BEFORE.getParent());
        command(Whole.sources(), "git", "worktree", "prune");
        if (Files.exists(BEFORE)) {
            command(BEFORE, "git", "checkout", "--quiet", "--detach", before);
        } else {
            command(Whole.sources(), "git", "worktree", "add", "--quiet", "--detach", BEFORE.toString(), before);
        }
        command(BEFORE, BEFORE.resolve("deploy/dev").toString(), "build");

        Map<Component, Path> jars = new EnumMap<>(Component.class);
        NEW_OF_OLD.forEach((old, today) -> {
            jars.put(old, jar(BEFORE, old));
            jars.put(today, jar(Whole.sources(), today));
        });
        Whole whole = Whole.apart(
                HOME, settings -> settings.withJars(jars).withReplicas(List.copyOf(NEW_OF_OLD.values()), List.of()));
        long seed = Seed.of("R26");
        try (History history = new History("R26", seed);
                MixedWrites writes = MixedWrites.start(whole, history, seed)) {
            writes.awaitAcknowledged(WRITES_BESIDE, Whole.PATIENCE);
            for (Component old : Whole.SERVICES) {
                history.event("today's " + old.label() + " comes");
                whole.comesIn(NEW_OF_OLD.get(old));
                writes.awaitAcknowledged(WRITES_BESIDE, Whole.PATIENCE);
                history.event("yesterday's " + old.label() + " goes");
                whole.system().end(old);
                writes.awaitAcknowledged(WRITES_BESIDE, Whole.PATIENCE);
            }
            writes.finish();

            assertThat(writes.serverErrors()).isEmpty();
            Verdict.mustHold(whole, history, Duration.ofSeconds(60));
            Evidence.of(
                    "R26",
                    "%s beside today's; %d writes acknowledged, no 5xx"
                            .formatted(command(BEFORE, "git", "rev-parse", "--short", "HEAD"), history.acknowledged()));
        } finally {
            whole.system().stop();
        }
    }

    private static Path jar(Path sources, Component component) {
        return sources.resolve(component.module()).resolve("target/quarkus-app/quarkus-run.jar");
    }

    /** The first line it prints; must end well. */
    private static String command(Path folder, String... words) throws Exception {
        Process process = new ProcessBuilder(words)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(15, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue())
                .as("%s: %s", String.join(" ", words), said)
                .isZero();
        return said.lines().findFirst().orElse("").strip();
    }
}
