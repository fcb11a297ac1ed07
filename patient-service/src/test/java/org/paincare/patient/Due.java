package org.paincare.patient;

import io.quarkus.arc.Arc;
import io.quarkus.narayana.jta.QuarkusTransaction;
import java.time.Instant;
import java.util.UUID;
import org.paincare.platform.due.DueHandler;
import org.paincare.platform.due.Timer;
import org.paincare.platform.tenancy.Tenancy;

/** Runs due work as the timer does, without waiting for it. */
final class Due {

    private Due() {}

    /** Everything that is due now. */
    static void run(Timer timer) throws Exception {
        Tenancy.apartFromTheRequest(() -> {
            try {
                return timer.runDue();
            } catch (java.sql.SQLException e) {
                throw new IllegalStateException(e);
            }
        });
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
            return null;
        }));
    }
}
