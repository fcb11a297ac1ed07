package org.paincare.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.paincare.local.identity.Provider;
import org.paincare.testing.local.CannotStart;
import org.paincare.testing.local.LocalPostgres;
import org.paincare.testing.local.Ports;
import org.paincare.testing.local.PostgresAccess;
import org.paincare.testing.local.Processes;

/**
 * The whole system as processes of this machine: real PostgreSQL, real Kafka, the issuer, three services, the gateway.
 *
 * <p>A component that dies is started again within seconds, except those a test keeps down. Tests of faults kill,
 * freeze and restart by the methods here.
 */
public final class PaincareSystem implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(120);

    /** Keycloak makes its tables and hashes every password the first time, on a machine that does other things too. */
    private static final Duration KEYCLOAK_LIMIT = Duration.ofMinutes(8);

    private static final int STARTS_BEFORE_GIVING_UP = 3;

    private final Home home;
    private final FileLock lock;
    private final Map<Component, Integer> ports;
    private final List<Component> atStart;
    private final Map<Component, Watched> components = new EnumMap<>(Component.class);
    private final LogRotation logs;
    private final Provider provider;
    private final Consumer<String> say;

    private PaincareSystem(
            Home home, FileLock lock, Map<Component, Integer> ports, SystemSettings settings, Consumer<String> say) {
        this.home = home;
        this.lock = lock;
        this.ports = ports;
        this.atStart = settings.atStart();
        this.provider = settings.provider();
        this.say = say;
        this.logs = new LogRotation(home);
    }

    /**
     * Starts everything and returns when all is ready.
     *
     * @param say takes one line of progress at a time
     * @throws CannotStart with one line for the person who can remove the reason
     */
    public static PaincareSystem start(SystemSettings settings, Consumer<String> say) throws IOException {
        PaincareSystem system = prepare(settings, say);
        try {
            system.startAll();
            return system;
        } catch (IOException | RuntimeException e) {
            system.stop();
            throw e;
        }
    }

    /**
     * Stops what an earlier run has left on this folder and forgets all its data; ports and unpacked programs stay.
     *
     * @throws CannotStart while a launcher runs on it
     */
    public static void forget(Path folder) throws IOException {
        Home home = Home.at(folder);
        home.lock().acquiredBy().close(); // refuses while a launcher runs
        new Orphans(home, State.read(home.stateFile())).stop();
        new LeftPostgres(home).stop();
        home.reset();
    }

    static PaincareSystem prepare(SystemSettings settings, Consumer<String> say) throws IOException {
        Home home = Home.at(settings.home());
        FileLock lock = home.lock();
        try {
            home.requireSpace();
            LocalPostgres.requireUser();
            home.goOnWith(settings.provider());
            say.accept("Starting in " + home.folder());
            Files.deleteIfExists(home.readyFile());
            State last = State.read(home.stateFile());
            int orphans = new Orphans(home, last).stop();
            if (orphans > 0) {
                say.accept("Stopped " + orphans + " processes that an earlier run had left.");
            }
            new LeftPostgres(home).stop();
            PortChoice choice = PortChoice.make(
                    settings.gatewayPort(),
                    settings.components(),
                    settings.apart() ? PortChoice.apart() : last.ports(),
                    Ports::isFree);
            choice.remarks().forEach(say);
            PaincareSystem system = new PaincareSystem(home, lock, choice.ports(), settings, say);
            Starters starters = new Starters(home, settings, choice.ports(), say);
            for (Component component : settings.components()) {
                system.components.put(component, new Watched(component, starters.of(component), say, system::remember));
            }
            system.remember();
            return system;
        } catch (IOException | RuntimeException e) {
            lock.acquiredBy().close();
            throw e;
        }
    }

    void startAll() throws IOException {
        long begin = System.nanoTime();
        logs.start();
        watched(Component.KAFKA).start();
        watched(Component.ISSUER).start();
        watched(Component.POSTGRES).start();
        for (Component component : List.of(Component.POSTGRES, Component.ISSUER)) {
            awaitFirstStart(component, begin);
        }
        List<Component> ours = atStart.stream().filter(Component::isOurs).toList();
        for (Component component : ours) {
            watched(component).start();
        }
        awaitFirstStart(Component.KAFKA, begin);
        for (Component component : ours) {
            awaitFirstStart(component, begin);
        }
    }

    private void awaitFirstStart(Component component, long begin) {
        Watched watched = watched(component);
        long deadline = System.nanoTime() + limit(component).toNanos();
        while (!watched.isReady()) {
            if (watched.starts() >= STARTS_BEFORE_GIVING_UP || System.nanoTime() > deadline) {
                throw new CannotStart(component.label() + " does not start: "
                        + LogRotation.lastLine(home.log(component)) + " (see " + home.log(component) + ")");
            }
            pause();
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        say.accept("%-9s ready after %4.1f s on port %d".formatted(component.label(), seconds, port(component)));
    }

    private Duration limit(Component component) {
        return component == Component.ISSUER && provider == Provider.KEYCLOAK ? KEYCLOAK_LIMIT : START_LIMIT;
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotStart("Interrupted while starting.", e);
        }
    }

    /** Writes ports and processes down for the other commands and for a start after a crash. */
    private synchronized void remember() {
        Map<Component, State.Pid> processes = new EnumMap<>(Component.class);
        components.forEach((component, watched) -> {
            ProcessHandle process = watched.process();
            if (process != null) {
                processes.put(component, State.Pid.of(process));
            }
        });
        try {
            new State(ports, processes, State.Pid.of(ProcessHandle.current())).write(home.stateFile());
        } catch (IOException e) {
            say.accept("Cannot write " + home.stateFile() + ": " + e.getMessage());
        }
    }

    /** Stops everything, the gateway first and PostgreSQL last, each within 10 s. */
    public void stop() {
        try {
            Files.deleteIfExists(home.readyFile());
            stopTogether(List.of(Component.GATEWAY));
            stopTogether(
                    components.keySet().stream().filter(Component::isService).toList());
            stopTogether(List.of(Component.ISSUER, Component.KAFKA));
            stopTogether(List.of(Component.POSTGRES));
            logs.stop();
            new State(ports, new EnumMap<>(Component.class), null).write(home.stateFile());
            if (lock.isValid()) {
                lock.acquiredBy().close();
            }
        } catch (IOException e) {
            say.accept("While stopping: " + e.getMessage());
        }
    }

    private void stopTogether(List<Component> group) {
        List<Thread> stopping = group.stream()
                .map(component -> Thread.ofVirtual().start(watched(component)::retire))
                .toList();
        for (Thread each : stopping) {
            try {
                each.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        stop();
    }

    /** SIGKILL, as a crash; the component is started again at once. */
    public void kill(Component component) {
        watched(component).kill(false);
    }

    /** SIGKILL, and it stays down until {@link #bringUp}. */
    public void keepDown(Component component) {
        watched(component).kill(true);
    }

    /** Starts what is down; not necessarily ready on return. */
    public void bringUp(Component component) throws IOException {
        watched(component).start();
    }

    /** Ends it politely, as a rolling restart does, and it stays down until {@link #bringUp}. */
    public void end(Component component) {
        watched(component).stop();
    }

    /** Ends it politely and starts it again; ready on return. */
    public void restart(Component component) throws IOException {
        watched(component).stop();
        watched(component).start();
        awaitReady(component, limit(component));
    }

    /** SIGSTOP: the process exists and does nothing. */
    public void freeze(Component component) {
        Processes.signal(pid(component), "STOP");
    }

    /** SIGCONT after {@link #freeze}. */
    public void thaw(Component component) {
        Processes.signal(pid(component), "CONT");
    }

    /** What is started with the whole; a replica whose place is kept is not among them. */
    public List<Component> atStart() {
        return atStart;
    }

    /** What is meant to run now: not what a test keeps down or has ended, nor a replica that was never brought up. */
    public List<Component> wanted() {
        return components.keySet().stream()
                .filter(component -> watched(component).isWanted())
                .toList();
    }

    public boolean isReady(Component component) {
        return watched(component).isReady();
    }

    /** @throws CannotStart when it is not ready in time */
    public void awaitReady(Component component, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!isReady(component)) {
            if (System.nanoTime() > deadline) {
                throw new CannotStart(component.label() + " was not ready within " + limit.toSeconds() + " s.");
            }
            pause();
        }
    }

    /** The current process; changes when it is started again. */
    public long pid(Component component) {
        ProcessHandle process = watched(component).process();
        if (process == null) {
            throw new IllegalStateException(component.label() + " was not started");
        }
        return process.pid();
    }

    public int port(Component component) {
        return ports.getOrDefault(component, 0);
    }

    public Map<Component, Integer> ports() {
        return Map.copyOf(ports);
    }

    /** {@code http://localhost:PORT} of the issuer, a service or the gateway. */
    public String url(Component component) {
        return "http://localhost:" + port(component);
    }

    /** Without the replicas whose places are kept and that do not run. */
    public Addresses addresses() {
        Map<Component, Integer> there = new EnumMap<>(ports);
        there.keySet().removeIf(component -> !atStart.contains(component) && !runs(component));
        try {
            return Addresses.of(home, there);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean runs(Component component) {
        ProcessHandle process = watched(component).process();
        return process != null && process.isAlive();
    }

    /** {@code localhost:PORT}. */
    public String kafka() {
        return "localhost:" + port(Component.KAFKA);
    }

    /** The server, also for its superuser. */
    public PostgresAccess postgres() throws IOException {
        return PostgresAccess.of(home.data(Component.POSTGRES), port(Component.POSTGRES));
    }

    /** The issuer's folder, with its key and people. */
    public Path issuerData() {
        return provider.data(home.folder());
    }

    public Provider provider() {
        return provider;
    }

    public Path log(Component component) {
        return home.log(component);
    }

    Home home() {
        return home;
    }

    private Watched watched(Component component) {
        @Nullable Watched watched = components.get(component);
        if (watched == null) {
            throw new IllegalStateException("Stopped before " + component.label() + " was prepared");
        }
        return watched;
    }
}
