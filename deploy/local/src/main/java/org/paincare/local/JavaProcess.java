package org.paincare.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Starts one Java process with its mark, its log and a small heap. */
record JavaProcess(Home home, Component component, List<String> options, List<String> program) {

    /** The broker, the issuer: C1 alone starts them in half the time, and they have little to do afterwards. */
    static final List<String> QUICK = List.of("-XX:TieredStopAtLevel=1");

    private static final List<String> ALWAYS = List.of(
            "-Xmx192m",
            "-XX:+UseSerialGC",
            "-XX:+ExitOnOutOfMemoryError",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Djava.util.logging.manager=org.jboss.logmanager.LogManager");

    Process start(Map<String, String> environment) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add(Orphans.MARK + home.folder());
        command.add("-Dpaincare.component=" + component.label());
        command.addAll(ALWAYS);
        command.addAll(options);
        command.addAll(program);
        Path log = home.log(component);
        Files.createDirectories(log.getParent());
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(home.folder().toFile())
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        return builder.start();
    }
}
