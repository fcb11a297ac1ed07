package org.paincare.outcome;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.concurrent.CompletableFuture;
import org.paincare.platform.due.Timer;
import org.paincare.platform.time.DomainClock;

/** The clinic's time in tests: moved by hand, and what becomes due runs at each stop. */
@Singleton
public class Clinic {

    private final DomainClock clock;
    private final Timer timer;

    Clinic(DomainClock clock, Timer timer) {
        this.clock = clock;
        this.timer = timer;
    }

    public void itIs(LocalDate day, int hour) {
        var wanted = Journey.at(day, hour);
        clock.move(Duration.between(Instant.ofEpochMilli(System.currentTimeMillis()), wanted));
        CompletableFuture.runAsync(() -> {
                    try {
                        timer.runDue();
                    } catch (java.sql.SQLException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .join();
    }
}
