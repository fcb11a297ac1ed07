package org.paincare.session.observing;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * What the bedside does again and again, on threads of its own: follows up open alarms, reads again what is held in
 * memory, tells on what happened. Everything is claimed in the database, so any number of replicas may beat.
 */
@Singleton
class BedsidePulse {

    private static final Logger LOG = Logger.getLogger(BedsidePulse.class);

    private final Map<String, Boolean> failing = new ConcurrentHashMap<>();
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(
            3, Thread.ofPlatform().daemon().name("bedside-pulse-", 0).factory());
    private final AlarmDesk alarms;
    private final SessionsAtBedside sessions;
    private final Untold untold;
    private final boolean on;

    BedsidePulse(
            AlarmDesk alarms,
            SessionsAtBedside sessions,
            Untold untold,
            @ConfigProperty(name = "paincare.bedside.pulse") boolean on) {
        this.alarms = alarms;
        this.sessions = sessions;
        this.untold = untold;
        this.on = on;
    }

    private interface Beat {
        void beat() throws Exception;
    }

    void start(@Observes StartupEvent started) {
        if (on) {
            every(250, "follow up alarms", alarms::tick);
            every(1000, "read what is at the bedside", sessions::refresh);
            every(500, "tell what happened", untold::sweep);
        }
    }

    private void every(long millis, String what, Beat beat) {
        threads.scheduleWithFixedDelay(() -> run(what, beat), millis, millis, TimeUnit.MILLISECONDS);
    }

    /** Says once that it fails and once that it does again: an outage fills no log. */
    private void run(String what, Beat beat) {
        try {
            beat.beat();
            if (Boolean.TRUE.equals(failing.remove(what))) {
                LOG.infof("can %s again", what);
            }
        } catch (Exception | LinkageError | AssertionError failed) {
            if (failing.put(what, true) == null) {
                LOG.warnf("cannot %s: %s", what, failed.getClass().getName());
            }
        }
    }

    void stop(@Observes ShutdownEvent stopping) {
        threads.shutdownNow();
    }
}
