package org.paincare.session;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.paincare.platform.time.DomainClock;

/** The clinic's time in tests, moved by hand; never back, because what happened stays in the past. */
@Singleton
public class Clinic {

    private static Duration ahead = Duration.ZERO;

    private final DomainClock clock;

    Clinic(DomainClock clock) {
        this.clock = clock;
    }

    public Instant now() {
        return clock.instant();
    }

    /** Lets so many minutes pass. */
    public void minutes(long minutes) {
        seconds(minutes * 60);
    }

    /** Where that zone's day ends within so many minutes, lets it end: what follows lies within one day. */
    public void withinOneDay(ZoneId zone, long minutes) {
        var midnight =
                LocalDate.ofInstant(now(), zone).plusDays(1).atStartOfDay(zone).toInstant();
        if (midnight.isBefore(now().plusSeconds(minutes * 60))) {
            minutes(minutes);
        }
    }

    /** Lets so many seconds pass. */
    public void seconds(long seconds) {
        ahead = ahead.plusSeconds(seconds);
        clock.move(ahead);
    }
}
