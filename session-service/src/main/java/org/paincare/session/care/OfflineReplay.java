package org.paincare.session.care;

import jakarta.enterprise.context.RequestScoped;
import java.time.Duration;

/**
 * Whether the request under way replays what a tablet kept while it had no connection: then what happened up to a day ago
 * is charted as though it were told in time, each by the guards of its own step.
 */
@RequestScoped
public class OfflineReplay {

    /** A tablet that was longer without connection is charted by two people, as a downtime (D). */
    public static final Duration LONGEST = Duration.ofHours(24);

    private boolean underWay;

    public void begins() {
        underWay = true;
    }

    boolean isUnderWay() {
        return underWay;
    }
}
