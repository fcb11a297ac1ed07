package org.paincare.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * {@code ./deploy/dev up --no-build} in an environment of the test's making: nothing of this process's own is passed on.
 *
 * @param folder where its output goes
 * @param around a command that runs the command after it, empty without
 */
record DevUp(Path folder, List<String> around, Map<String, String> environment) {

    private static final Path SOURCES = Path.of("").toAbsolutePath().getParent().getParent();
    private static final int LIMIT_SECONDS = 120;

    /** On an empty home, with the JDK of this process and the system's programs. */
    static DevUp in(Path folder) {
        return new DevUp(
                folder,
                List.of(),
                Map.of(
                        "JAVA_HOME",
                        System.getProperty("java.home"),
                        "HOME",
                        folder.toString(),
                        "PATH",
                        "/usr/bin:/bin:/usr/sbin:/sbin",
                        "PAINCARE_HOME",
                        folder.resolve("home").toString()));
    }

    DevUp with(String name, String value) {
        Map<String, String> changed = new TreeMap<>(environment);
        changed.put(name, value);
        return new DevUp(folder, around, changed);
    }

    /** As root; for an ordinary user as root of a user namespace, which is nobody outside. */
    DevUp asRoot() {
        return new DevUp(folder, asRoot(List.of()), environment);
    }

    /** After a shell script has changed what this command alone sees of the file system; skipped where that is forbidden. */
    DevUp afterMounting(String script) {
        List<String> alone = asRoot(List.of("-m"));
        List<String> tried = new ArrayList<>(alone);
        tried.addAll(List.of("sh", "-c", "mount -t tmpfs none " + folder));
        Assumptions.assumeTrue(endsWell(tried), "this machine lets nobody mount anything");
        List<String> command = new ArrayList<>(alone);
        command.addAll(List.of("sh", "-ec", script + "\nexec \"$@\"", "sh"));
        return new DevUp(folder, command, environment);
    }

    private static List<String> asRoot(List<String> options) {
        boolean root = System.getProperty("user.name").equals("root");
        if (root && options.isEmpty()) {
            return List.of();
        }
        List<String> command = new ArrayList<>(List.of("unshare"));
        if (!root) {
            command.add("-r");
        }
        command.addAll(options);
        Assumptions.assumeTrue(endsWell(with(command, "true")), "this machine forbids namespaces");
        return command;
    }

    private static List<String> with(List<String> command, String last) {
        List<String> longer = new ArrayList<>(command);
        longer.add(last);
        return longer;
    }

    private static boolean endsWell(List<String> command) {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Runs it, and it must have ended by itself with code 1 and exactly one line among the errors, which is returned. */
    String refusal() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(around);
        command.addAll(List.of(SOURCES.resolve("deploy/dev").toString(), "up", "--no-build"));
        Path errors = folder.resolve("errors");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(folder.resolve("output").toFile())
                .redirectError(errors.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        assertThat(ended).as("ended by itself").isTrue();
        List<String> lines = Files.readAllLines(errors);
        assertThat(lines).as("what it said").hasSize(1);
        assertThat(process.exitValue()).isEqualTo(1);
        return lines.getFirst();
    }
}
