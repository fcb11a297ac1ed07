package org.paincare.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever forbids {@code ./deploy/dev up} is one line for the person who can remove it, and nothing is left running. */
class RefusedStartTest {

    private static final int NOBODY = 65_534;
    private static final boolean ROOT = System.getProperty("user.name").equals("root");

    @TempDir
    Path folder;

    @Test
    void theWantedPortIsTaken() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(other.getLocalPort());

            assertThat(DevUp.in(folder).with("PAINCARE_PORT", port).refusal())
                    .isEqualTo("Port " + port + " (PAINCARE_PORT) is taken by another program.");
        }
    }

    @Test
    void theWantedPortIsNone() throws Exception {
        assertThat(DevUp.in(folder).with("PAINCARE_PORT", "70000").refusal())
                .isEqualTo("PAINCARE_PORT is 70000 and must be a port from 1 to 65535.");
    }

    @Test
    void thereAreAtMostFourReplicas() throws Exception {
        assertThat(DevUp.in(folder).with("PAINCARE_SESSION_REPLICAS", "5").refusal())
                .isEqualTo("PAINCARE_SESSION_REPLICAS is 5 and must be 1 to 4.");
    }

    @Test
    void theHomeCannotBeMade() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThat(DevUp.in(folder).with("PAINCARE_HOME", file + "/home").refusal())
                .isEqualTo("Nothing can be written in " + file + "/home: choose another PAINCARE_HOME, or make room.");
    }

    @Test
    void theHomeMayNotBeWritten() throws Exception {
        Assumptions.assumeFalse(ROOT, "root may write everywhere");
        Path closed = Files.createDirectory(
                folder.resolve("closed"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("r-x------")));

        assertThat(DevUp.in(folder).with("PAINCARE_HOME", closed.toString()).refusal())
                .isEqualTo("Nothing can be written in " + closed + ": choose another PAINCARE_HOME, or make room.");
    }

    @Test
    void theHomeIsSomebodyElses() throws Exception {
        Path theirs = Path.of("/usr");
        if (ROOT) {
            theirs = Files.createDirectory(folder.resolve("theirs"));
            Files.setAttribute(theirs, "unix:uid", NOBODY);
        }

        assertThat(DevUp.in(folder).with("PAINCARE_HOME", theirs.toString()).refusal())
                .isEqualTo(theirs + " belongs to another user: choose another PAINCARE_HOME.");
    }

    @Test
    void onlyAnOlderJdkIsThere() throws Exception {
        Path older = Files.createDirectories(folder.resolve("jdk-21/bin")).getParent();
        for (String program : new String[] {"java", "javac"}) {
            Files.createFile(
                    older.resolve("bin").resolve(program),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        Files.writeString(older.resolve("release"), "JAVA_VERSION=\"21.0.9\"\n");

        assertThat(DevUp.in(folder)
                        .with("JAVA_HOME", older.toString())
                        .afterMounting(
                                "for jdks in /usr/lib/jvm /usr/java /opt; do if [ -d $jdks ]; then mount -t tmpfs none $jdks; fi; done")
                        .refusal())
                .startsWith("No JDK 25 or newer found: install one")
                .endsWith("or set JAVA_HOME.");
    }

    @Test
    void theDiskIsFullAtTheFirstFile() throws Exception {
        assertThat(onADiskOf("64k").refusal())
                .isEqualTo("Nothing can be written in " + folder.resolve("home") + ": the disk is full?");
    }

    @Test
    void theDiskIsTooSmallForTheData() throws Exception {
        assertThat(onADiskOf("100m").refusal())
                .startsWith("The disk is full: ")
                .endsWith(" MB left for " + folder.resolve("home") + ", at least 500 MB are needed.");
    }

    private DevUp onADiskOf(String size) throws Exception {
        Path home = Files.createDirectory(folder.resolve("home"));
        return DevUp.in(folder).afterMounting("mount -t tmpfs -o size=" + size + " none " + home);
    }

    @Test
    void rootIsRefusedWhereUserNamespacesAreForbidden() throws Exception {
        Path forbidding = Files.createDirectory(folder.resolve("bin")).resolve("unshare");
        Files.writeString(forbidding, "#!/bin/sh\nexit 1\n");
        Files.setPosixFilePermissions(forbidding, PosixFilePermissions.fromString("rwx------"));

        assertThat(DevUp.in(folder)
                        .with("PATH", forbidding.getParent() + ":/usr/bin:/bin")
                        .asRoot()
                        .refusal())
                .isEqualTo("PostgreSQL refuses to run as root and this machine forbids user namespaces"
                        + " (unshare -U): run this as an ordinary user.");
        assertThat(folder.resolve("home/postgres"))
                .as("refused before anything was unpacked")
                .doesNotExist();
    }
}
