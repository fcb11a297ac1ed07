package org.paincare.patient;

import io.quarkus.arc.Arc;
import io.quarkus.narayana.jta.QuarkusTransaction;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.paincare.platform.due.DueHandler;
import org.paincare.platform.due.Timer;
import org.paincare.platform.tenancy.Tenancy;
import org.paincare.testing.TestServers;

/** Runs due work as the timer does, beside it. */
final class Due {

    private static final Duration LONGEST = Duration.ofSeconds(20);

    private Due() {}

    /** Everything that is due now, whether this call does it or the timer has it already. */
    static void run() {
        var timer = Arc.container().select(Timer.class).get();
        long deadline = System.nanoTime() + LONGEST.toNanos();
        while (waiting() > 0) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("due work is not done");
            }
            Tenancy.apartFromTheRequest(timer::runDue);
        }
    }

    /** One piece of work, as if that time had come. */
    static void runAt(String kind, UUID clinic, UUID subject, Instant dueAt) {
        var handler = Arc.container().select(DueHandler.class).stream()
                .filter(h -> h.kind().equals(kind))
                .findFirst()
                .orElseThrow();
        var tenancy = Arc.container().select(Tenancy.class).get();
        Tenancy.apartFromTheRequest(() -> tenancy.inClinic(clinic, () -> {
            QuarkusTransaction.requiringNew().run(() -> handler.run(subject, dueAt));
            return true;
        }));
    }

    private static long waiting() {
        try (var database = TestServers.shared().postgres().superuser("paincare_patient");
                var count = database.prepareStatement("SELECT count(*) FROM due_work WHERE due_at <= ?")) {
            count.setObject(1, Woman.now().atOffset(ZoneOffset.UTC));
            var row = count.executeQuery();
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
