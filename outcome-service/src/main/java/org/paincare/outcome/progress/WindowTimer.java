package org.paincare.outcome.progress;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Instant;
import java.util.UUID;
import org.paincare.outcome.care.Care;
import org.paincare.outcome.care.CareChanged;
import org.paincare.platform.due.DueHandler;

/** A window's last day, and the days in which it may still be filled in, have passed. */
@ApplicationScoped
class WindowTimer implements DueHandler {

    private final Care care;
    private final Event<CareChanged> changed;

    WindowTimer(Care care, Event<CareChanged> changed) {
        this.care = care;
        this.changed = changed;
    }

    @Override
    public String kind() {
        return Progress.WINDOW_CLOSES;
    }

    @Override
    public void run(UUID patient, Instant dueAt) {
        care.lock(patient);
        changed.fire(care.changed(patient, CareChanged.Kind.TIME));
    }
}
