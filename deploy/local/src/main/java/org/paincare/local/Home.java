package org.paincare.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.paincare.local.identity.Provider;
import org.paincare.testing.local.CannotStart;
import org.paincare.testing.local.Secrets;

/** The folder that holds everything the running system keeps: {@code PAINCARE_HOME}. */
record Home(Path folder) {

    private static final long ENOUGH_BYTES = 500L << 20;

    /** Makes the folder if need be; refuses one that is somebody else's or on a full disk. */
    static Home at(Path folder) throws IOException {
        try {
            Files.createDirectories(folder);
        } catch (AccessDeniedException e) {
            throw new CannotStart("This user may not write in " + folder + ": choose another PAINCARE_HOME.", e);
        }
        Path real = folder.toRealPath();
        String owner = Files.getOwner(real).getName();
        String me = System.getProperty("user.name");
        if (!owner.equals(me)) {
            throw new CannotStart(real + " belongs to user " + owner + ", not to " + me
                    + ": choose another PAINCARE_HOME or start as " + owner + ".");
        }
        // Patients' records and secrets lie below; nobody else on this machine has business there.
        Files.setPosixFilePermissions(real, PosixFilePermissions.fromString("rwx------"));
        return new Home(real);
    }

    void requireSpace() throws IOException {
        long usable = Files.getFileStore(folder).getUsableSpace();
        if (usable < ENOUGH_BYTES) {
            throw new CannotStart("The disk is full: " + (usable >> 20) + " MB left for " + folder + ", at least "
                    + (ENOUGH_BYTES >> 20) + " MB are needed.");
        }
    }

    /** Held by the one launcher that runs on this folder; the system frees it however the launcher ends. */
    @SuppressWarnings("resource")
    FileLock lock() throws IOException {
        FileChannel channel =
                FileChannel.open(folder.resolve("launcher.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        }
        if (lock == null) {
            channel.close();
            throw new CannotStart("Already running on " + folder + "; ./deploy/dev down stops it.");
        }
        return lock;
    }

    boolean isRunning() throws IOException {
        try (FileChannel channel = FileChannel.open(
                        folder.resolve("launcher.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock == null;
        } catch (OverlappingFileLockException e) {
            return true;
        }
    }

    Path stateFile() {
        return folder.resolve("state.json");
    }

    /** Holds the launcher's process number from the moment everything is ready and the demonstration done. */
    Path readyFile() {
        return folder.resolve("ready");
    }

    Path demoMarker() {
        return folder.resolve("demo.done");
    }

    /** How far a demo's clinical time is from the machine's, in seconds. */
    Path clockFile() {
        return folder.resolve("clock");
    }

    /** The identity provider it began with, our own issuer unless it says otherwise. */
    Provider provider() throws IOException {
        return Files.exists(providerFile()) ? Provider.KEYCLOAK : Provider.ISSUER;
    }

    /**
     * Begins with that provider, or goes on with it.
     *
     * @throws CannotStart where it began with the other: people, secrets and what patients are tied to are there
     */
    void goOnWith(Provider wanted) throws IOException {
        boolean begun = Files.exists(providerFile()) || Files.exists(Provider.ISSUER.data(folder));
        if (!begun && wanted == Provider.KEYCLOAK) {
            Files.writeString(providerFile(), "keycloak\n");
        }
        if (provider() != wanted) {
            throw new CannotStart(folder + " began with "
                    + (provider() == Provider.KEYCLOAK ? "Keycloak" : "our own issuer")
                    + " and keeps it: choose another PAINCARE_HOME, or forget its data by --reset.");
        }
    }

    /** Also read by deploy/dev: there while this home is Keycloak's. */
    private Path providerFile() {
        return folder.resolve("on-keycloak");
    }

    Path log(Component component) {
        return folder.resolve("logs").resolve(component.label() + ".log");
    }

    Path data(Component component) {
        return folder.resolve(component.label());
    }

    /** The running copy of one of our programs, so that a build beside it does not pull the jars from under it. */
    Path program(Component component) {
        return folder.resolve("app").resolve(component.label());
    }

    String secret(String name) throws IOException {
        return Secrets.keptIn(folder.resolve("secrets").resolve(name));
    }

    /** Forgets all data; ports and unpacked programs stay. Only what this launcher made is deleted. */
    void reset() throws IOException {
        for (String name : List.of("postgres/data", "postgres/superuser", "kafka", "issuer", "keycloak", "secrets")) {
            delete(folder.resolve(name));
        }
        forgetLogs();
        Files.deleteIfExists(demoMarker());
        Files.deleteIfExists(clockFile());
        Files.deleteIfExists(providerFile());
    }

    /** But the launcher's own, which a detached start is writing. */
    private void forgetLogs() throws IOException {
        Path logs = folder.resolve("logs");
        if (Files.exists(logs)) {
            try (Stream<Path> each = Files.list(logs)) {
                for (Path log :
                        each.filter(file -> !file.endsWith("launcher.log")).toList()) {
                    delete(log);
                }
            }
        }
    }

    static void delete(Path path) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(path)) {
            for (Path each : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }
}
