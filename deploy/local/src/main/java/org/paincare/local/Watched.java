package org.paincare.local;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.paincare.testing.local.CannotStart;
import org.paincare.testing.local.Processes;

/**
 * One component that is meant to run: started, watched, started again when it dies.
 *
 * <p>All methods are safe from any thread. A start again waits 0.1 s after the first death and doubles to 5 s while
 * deaths follow each other within a minute.
 */
final class Watched {

    private static final Duration FIRST_WAIT = Duration.ofMillis(100);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    private static final Duration STEADY = Duration.ofMinutes(1);

    private final Component component;
    private final Starter starter;
    private final Consumer<String> say;
    private final Runnable changed;

    /** Read without the lock: who writes all of them down must not wait for one that just starts. */
    private volatile @Nullable ProcessHandle process;

    private Instant startedAt = Instant.EPOCH;
    private Duration wait = FIRST_WAIT;
    private boolean wanted;
    private boolean retired;
    private int starts;

    /**
     * @param say takes one line for people
     * @param changed is called when there is a new process
     */
    Watched(Component component, Starter starter, Consumer<String> say, Runnable changed) {
        this.component = component;
        this.starter = starter;
        this.say = say;
        this.changed = changed;
    }

    /** Starts it if it does not run; not necessarily ready on return. */
    synchronized void start() throws IOException {
        if (retired) {
            throw new CannotStart("The system is being stopped.");
        }
        wanted = true;
        if (process != null && process.isAlive()) {
            return;
        }
        ProcessHandle started = starter.start();
        process = started;
        startedAt = Instant.now();
        starts++;
        changed.run();
        started.onExit().thenAccept(this::died);
    }

    synchronized boolean isWanted() {
        return wanted;
    }

    private void died(ProcessHandle dead) {
        Duration pause;
        synchronized (this) {
            if (!wanted || !dead.equals(process)) {
                return;
            }
            if (Duration.between(startedAt, Instant.now()).compareTo(STEADY) > 0) {
                wait = FIRST_WAIT;
            }
            pause = wait;
            wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait.multipliedBy(2);
        }
        say.accept(component.label() + " ended; starting it again.");
        Thread.ofVirtual().name("restart-" + component.label()).start(() -> startAgainAfter(pause));
    }

    private void startAgainAfter(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            return;
        }
        Duration next = pause;
        while (true) {
            synchronized (this) {
                if (!wanted) {
                    return;
                }
                try {
                    start();
                    return;
                } catch (IOException | RuntimeException e) {
                    say.accept(component.label() + " does not start: " + e.getMessage());
                }
            }
            try {
                next = next.multipliedBy(2).compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : next.multipliedBy(2);
                Thread.sleep(next);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** Ends it for good: the signal that ends the launcher may come while another thread still starts things. */
    void retire() {
        synchronized (this) {
            retired = true;
        }
        stop();
    }

    /** Ends it the polite way, after 10 s the hard way, and leaves it ended. */
    void stop() {
        ProcessHandle running;
        synchronized (this) {
            wanted = false;
            running = process;
        }
        if (running == null || !running.isAlive()) {
            return;
        }
        // PostgreSQL's TERM waits for its clients to leave; INT cuts them off and rolls back.
        Processes.signal(running.pid(), component == Component.POSTGRES ? "INT" : "TERM");
        if (!Processes.endsWithin(running, Duration.ofSeconds(10))) {
            Processes.signal(running.pid(), "KILL");
            Processes.endsWithin(running, Duration.ofSeconds(5));
        }
    }

    /** Ends it as a crash would; what follows depends on {@code staysDown}. */
    void kill(boolean staysDown) {
        ProcessHandle running;
        synchronized (this) {
            wanted = !staysDown;
            running = process;
        }
        if (running != null) {
            Processes.signal(running.pid(), "KILL");
            Processes.endsWithin(running, Duration.ofSeconds(5));
        }
    }

    @Nullable
    ProcessHandle process() {
        return process;
    }

    /** How often it was started. */
    synchronized int starts() {
        return starts;
    }

    boolean isReady() {
        ProcessHandle running = process();
        return running != null && running.isAlive() && starter.isReady();
    }
}
