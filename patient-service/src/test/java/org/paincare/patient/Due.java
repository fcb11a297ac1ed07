package org.paincare.patient;

import io.quarkus.arc.Arc;
import io.quarkus.narayana.jta.QuarkusTransaction;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.paincare.platform.due.DueHandler;
import org.paincare.platform.due.Timer;
import org.paincare.platform.tenancy.Tenancy;
import org.paincare.testing.TestServers;

/** Runs due work as the timer does, beside it. */
final class Due {

    /** On a busy machine many patients take their time; that nothing at all moves is a fault. */
    private static final Duration LONGEST_STANDSTILL = Duration.ofSeconds(20);

    private Due() {}

    private record Waiting(String kind, UUID id, Instant dueAt) {}

    /** Everything that is due now, whether this call does it or the timer has it already. */
    static void run() {
        var timer = Arc.container().select(Timer.class).get();
        var before = List.<Waiting>of();
        long since = System.nanoTime();
        for (var waiting = waiting(); !waiting.isEmpty(); waiting = waiting()) {
            if (!waiting.equals(before)) {
                before = waiting;
                since = System.nanoTime();
            } else if (System.nanoTime() - since > LONGEST_STANDSTILL.toNanos()) {
                throw new AssertionError("due work is not done: " + waiting);
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

    /**
     * Read first, and only then held against the clock: work that other work has just entered for "now" is later than any
     * moment from before the reading.
     */
    private static List<Waiting> waiting() {
        var soon = new ArrayList<Waiting>();
        try (var database = TestServers.shared().postgres().superuser("paincare_patient");
                var select = database.prepareStatement(
                        "SELECT kind, id, due_at FROM due_work WHERE due_at <= ? ORDER BY due_at, id")) {
            select.setObject(1, Woman.now().plus(Duration.ofMinutes(1)).atOffset(ZoneOffset.UTC));
            var rows = select.executeQuery();
            while (rows.next()) {
                soon.add(new Waiting(
                        rows.getString(1),
                        rows.getObject(2, UUID.class),
                        rows.getObject(3, OffsetDateTime.class).toInstant()));
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        var now = Woman.now();
        return soon.stream().filter(work -> !work.dueAt().isAfter(now)).toList();
    }
}
